import { useState } from 'preact/hooks';

let given = 0;

/** An id for an element. That of Preact's `useId` comes a second time where components are added later. */
export function useOwnId(): string {
  const [id] = useState(() => `own-${++given}`);
  return id;
}
