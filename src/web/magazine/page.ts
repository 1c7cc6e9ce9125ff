import type { VNode } from 'preact';
import type { Ask } from '../ask';

/** What a reader wants to see. */
export interface Visit {
  /** Where the reader is, without what follows the question mark: /reviews/pig */
  path: string;
  /** What the address names: { slug: 'pig' } */
  params: Record<string, string>;
  /** What follows the question mark. */
  query: URLSearchParams;
  /** Where this magazine is, as readers write it: https://reviews.example.com */
  origin: string;
  /** What the pages load, by their addresses. */
  assets: Assets;
}

export interface Assets {
  style: string;
  script: string;
  /** What no page does without, to be loaded along with the style. */
  fonts: string[];
}

/** @returns the page; null where there is nothing at this address. */
export type Page = (visit: Visit, ask: Ask) => Promise<VNode | null>;

/** How many entries a page of a list has. A multiple of two, three and four: they stand in so many columns. */
export const pageSize = 24;

/** Where in a list a reader is, as connections have it: behind `after`, or before `before`. */
export function whereIn(query: URLSearchParams) {
  const before = query.get('before');
  return before ? { last: pageSize, before } : { first: pageSize, after: query.get('after') || null };
}

/** An address of ours with what follows the question mark; what is empty is left out. */
export function address(path: string, query: Record<string, string | null | undefined> = {}): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}
