import type { ReviewStatus } from '../../reviews/review-status';
import type { ArticleLine } from './article-line';
import type { GivenRating } from './rating';

/** A review article as a source tells of it; nothing has been looked up yet. */
export interface Article {
  headline: string;
  film: { title: string; releaseYear: number | null; imdbId?: string; tmdbId?: number };
  directors: string[];
  /** Top billed first. */
  actors: { name: string; character: string | null }[];
  /** False where the source ends its list with "and others", or has none. */
  castIsComplete: boolean;
  genres: string[];
  author: { name: string; bio: string | null } | null;
  publication: string | null;
  /** A day, YYYY-MM-DD, or a moment, YYYY-MM-DDThh:mm:ss.sssZ. */
  datePublished: string | null;
  copyrightYear: number | null;
  rating: { value: number; best: number } | null;
  /** Paragraphs, in order. */
  body: string[];
  /** Where it stands on the web. */
  sourceUrl?: string;
  /** How its address there names it. */
  slug?: string;
  /** What it is there; where the source says nothing, whoever takes it in decides. */
  status?: ReviewStatus;
  /** What the site files it under: genres, names, anything. */
  tags?: string[];
}

/** What a source says outright of an article, beside its text. It is believed before the text. */
export type Known = Partial<
  Pick<Article, 'headline' | 'directors' | 'actors' | 'genres' | 'sourceUrl' | 'slug' | 'status' | 'tags'>
> & {
  film?: Partial<Article['film']>;
  author?: string;
  publication?: string;
  /** What stands below the headline: of what it is, in a sentence. */
  standfirst?: string;
  datePublished?: string;
  /** What stands where a date is to be, and is none that a review can have. */
  unreadDate?: string;
  rating?: GivenRating;
};

/** Whether a source says anything beside its text: then its text need not have what pages have at their foot. */
export function isTold(known: Known): boolean {
  return Object.keys(known).length > 0;
}

/** What a reader of articles made of its source. */
export interface ArticleReading {
  article: Article;
  /** What was not understood or had to be guessed, a sentence each. */
  doubts: string[];
  /** Where it begins, counted from 1; only in a source that holds many. */
  line?: number;
  /** The whole of it as our own form has it, where it is in that: more than an article tells. */
  record?: ArticleLine;
}

/** A piece of a source that could not be taken, and why, in words that follow the name of the file. */
export interface Refusal {
  unreadable: string;
  line?: number;
}

/** A piece of a source that is no review and was never meant to be taken: a draft, an attachment … */
export interface Omission {
  omitted: string;
  line?: number;
}

/** The source holds no article. The message says why, in words that follow the name of the file. */
export class UnreadableArticle extends Error {
  override name = 'UnreadableArticle';
}
