/**
 * What of the browser is used, taken while the module loads: what a page or another script puts in its place
 * later is not met.
 */
export const {
  clearTimeout,
  crypto,
  IntersectionObserver,
  JSON: { stringify },
  queueMicrotask,
  setTimeout,
  URL,
  XMLHttpRequest,
} = globalThis;

export const now = performance.now.bind(performance);

/** Absent where somebody blocks it. */
export const sendBeacon = navigator.sendBeacon?.bind(navigator);

/** @returns the address made whole, or null if it is none that a link may lead to: `javascript:` runs as the page. */
export function webAddress(address: string, base?: string): string | null {
  try {
    const url = new URL(address, base);
    return /^https?:$/.test(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
