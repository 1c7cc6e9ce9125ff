import type { ComponentChildren } from 'preact';
import type { Act, Acting, Pair } from './types';

interface ActButtonProps {
  act: Act;
  pair: Pair;
  /** Whatever of the two the row is of. */
  of: { headline: string };
  acting: Acting;
  children: ComponentChildren;
}

/** The row that it stands in may be gone when it is done: then the focus goes to the heading above. */
export function ActButton({ act, pair, of, acting, children }: ActButtonProps) {
  return (
    <button
      type="button"
      class="small second"
      aria-disabled={acting.isActing}
      onClick={async ({ currentTarget }) => {
        const heading = currentTarget.closest('section')?.querySelector('h2');
        if (await acting.act(act, pair)) heading?.focus();
      }}
    >
      {children}
      <span class="unseen"> {of.headline}</span>
    </button>
  );
}
