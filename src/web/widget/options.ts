import { stringify, webAddress } from './browser';

const layouts = ['list', 'cards', 'line'] as const;
const kinds = ['ACTOR', 'DIRECTOR', 'ERA', 'GENRE'];
export type Layout = (typeof layouts)[number];

export const attributes = [
  'by',
  'first',
  'heading',
  'label',
  'label-fallback',
  'label-next',
  'label-pinned',
  'lang',
  'layout',
  'link',
  'list',
  'min-score',
  'review',
  'service',
];

export interface Options {
  /** Where the service is, without a slash at the end. */
  service: string;
  /** The id of the list that stands between the tags already; '' where there is none, and one is to be asked for. */
  listId: string;
  /** A RelatedReviewsInput as JSON; equal text for equal wishes, so that answers can be shared and cached. */
  request: string;
  layout: Layout;
  /** How many entries there is room for, 1 to 20. */
  first: number;
  heading: string;
  /** What is said by the widget itself, in the words of the page; '' where it is to be in English. */
  labels: { list: string; next: string; PINNED: string; FALLBACK: string };
  /** A template for links; '' where they lead to the reviews' own addresses. */
  link: string;
  /** A language tag, '' where the page names none. */
  lang: string;
}

/** Where this module came from; the page's own site if it was put into a page as text. */
const home = webAddress('.', import.meta.url) ?? location.origin;

/** What an element asks for, by its attributes. What makes no sense there counts as not given. */
export function readOptions(element: Element): Options {
  const given = (name: string) => element.getAttribute(name)?.trim() ?? '';
  const layout = layouts.find((name) => name === given('layout')) ?? 'list';
  const first = layout === 'line' ? 1 : wholeNumber(given('first'));
  return {
    service: (webAddress(given('service') || home, document.baseURI) ?? home).replace(/\/+$/, ''),
    listId: given('list'),
    request: writeRequest({
      review: reviewFrom(given('review')),
      first,
      by: kinds.filter((kind) => given('by').toUpperCase().split(/\W+/).includes(kind)),
      minScore: Number(given('min-score')),
    }),
    layout,
    first,
    heading: given('heading'),
    labels: {
      list: given('label'),
      next: given('label-next'),
      PINNED: given('label-pinned'),
      FALLBACK: given('label-fallback'),
    },
    link: given('link'),
    lang: element.closest<HTMLElement>('[lang]')?.lang ?? '',
  };
}

function wholeNumber(text: string): number {
  return /^\d+$/.test(text) ? Math.min(Math.max(Number(text), 1), 20) : 6;
}

/** A slug, an id, or an address; by default the one that the page says is its own. */
function reviewFrom(given: string): string {
  if (given && !/^[./]|:\/\//.test(given)) return given;
  const canonical = document.querySelector<HTMLLinkElement>('link[rel~=canonical]')?.href;
  return (webAddress(given || canonical || location.href, document.baseURI) ?? given).replace(/#.*/, '');
}

interface Wishes {
  review: string;
  first: number;
  by: string[];
  minScore: number;
}

/** Put together by hand: some pages give arrays and objects a `toJSON` that changes what they are written as. */
function writeRequest({ review, first, by, minScore }: Wishes): string {
  const kindsOnly = by.length > 0 ? `,"by":["${by.join('","')}"]` : '';
  const least = minScore > 0 && minScore <= 1 ? `,"minScore":${minScore}` : '';
  return `{"review":${stringify(review)},"first":${first}${kindsOnly}${least}}`;
}
