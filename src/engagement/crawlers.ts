import { createIsbotFromList, list } from 'isbot';

/** Tests and monitors use browsers without a window, which see what a reader sees. Most crawlers say who they are. */
const headlessBrowser =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/150.0.0.0 Safari/537.36';

const isListed = createIsbotFromList(
  list.filter((pattern) => !new RegExp(pattern, 'i').test(headlessBrowser)),
);

/** @returns whether what sends this header is a crawler or a script, as far as it says; every browser has one. */
export function isCrawler(userAgent: string | undefined): boolean {
  return !userAgent || isListed(userAgent);
}
