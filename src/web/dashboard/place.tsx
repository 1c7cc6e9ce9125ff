import type { AnchorHTMLAttributes, TargetedMouseEvent } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** Where one is, as the address says it. */
export interface Place {
  path: string;
  query: URLSearchParams;
}

const moved = 'dashboard-moved';

function here(): Place {
  return { path: location.pathname.replace(/(?<=.)\/+$/, ''), query: new URLSearchParams(location.search) };
}

/** The place, anew whenever it changes, back and forward included. */
export function usePlace(): Place {
  const [place, setPlace] = useState(here);
  useEffect(() => {
    const update = () => setPlace(here());
    addEventListener('popstate', update);
    addEventListener(moved, update);
    return () => {
      removeEventListener('popstate', update);
      removeEventListener(moved, update);
    };
  }, []);
  return place;
}

/** Goes to an address of the dashboard without loading the page anew. */
export function goTo(address: string): void {
  const before = location.pathname;
  history.pushState(null, '', address);
  dispatchEvent(new Event(moved));
  if (location.pathname !== before) scrollTo(0, 0);
}

/** A link within the dashboard: a plain one to whoever opens it in another tab. */
export function Link({ href, ...others }: AnchorHTMLAttributes & { href: string }) {
  const follow = (event: TargetedMouseEvent<HTMLAnchorElement>) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    goTo(href);
  };
  return <a href={href} onClick={follow} {...others} />;
}
