import { IntersectionObserver } from './browser';

/** How far ahead of the reader lists are asked for, so that they stand when he comes. */
const rootMargin = '600px 0px';

const callbacks = new Map<Element, () => void>();

/** One for all, so that it tells of all elements that have come near in one go. */
const observer = new IntersectionObserver(
  (changes) => {
    for (const { target, isIntersecting } of changes) {
      const callback = isIntersecting && callbacks.get(target);
      if (!callback) continue;
      forget(target);
      callback();
    }
  },
  { rootMargin },
);

/** Calls back once, when the element is in the viewport or near it. A later call takes the place of an earlier. */
export function whenNear(element: Element, callback: () => void): void {
  forget(element); // one that is observed already would not be told of again
  callbacks.set(element, callback);
  observer.observe(element);
}

export function forget(element: Element): void {
  callbacks.delete(element);
  observer.unobserve(element);
}
