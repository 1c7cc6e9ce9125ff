import type { ComponentChildren } from 'preact';

/**
 * A list of related reviews that stands in the page as it is, with scripts or without: the widget, which the page must
 * load, only tells what is seen and followed of it. Its entries have `data-slot`.
 */
export function ToldList({ id, children }: { id: string; children: ComponentChildren }) {
  return <related-reviews list={id}>{children}</related-reviews>;
}

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'related-reviews': HTMLAttributes<HTMLElement> & { list: string };
    }
  }
}
