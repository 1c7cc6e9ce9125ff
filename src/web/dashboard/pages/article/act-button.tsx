import type { ComponentChildren } from 'preact';
import type { Act, Acting, Article } from './types';

interface ActButtonProps {
  act: Act;
  related: Article;
  acting: Acting;
  children: ComponentChildren;
}

/** The row that it stands in may be gone when it is done: then the focus goes to the heading above. */
export function ActButton({ act, related, acting, children }: ActButtonProps) {
  return (
    <button
      type="button"
      class="small second"
      aria-disabled={acting.isActing}
      onClick={async ({ currentTarget }) => {
        const heading = currentTarget.closest('section')?.querySelector('h2');
        if (await acting.act(act, related)) heading?.focus();
      }}
    >
      {children}
      <span class="unseen"> {related.headline}</span>
    </button>
  );
}
