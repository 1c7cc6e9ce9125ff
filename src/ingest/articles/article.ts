/** A review article as a source tells of it; nothing has been looked up yet. */
export interface Article {
  headline: string;
  film: { title: string; releaseYear: number | null };
  directors: string[];
  /** Top billed first. */
  actors: { name: string; character: string | null }[];
  /** False where the source ends its list with "and others", or has none. */
  castIsComplete: boolean;
  genres: string[];
  author: { name: string; bio: string | null } | null;
  publication: string | null;
  /** A day, YYYY-MM-DD. */
  datePublished: string | null;
  copyrightYear: number | null;
  rating: { value: number; best: number } | null;
  /** Paragraphs, in order. */
  body: string[];
}

/** What a reader of articles made of its source. */
export interface ArticleReading {
  article: Article;
  /** What was not understood or had to be guessed, a sentence each. */
  doubts: string[];
}

/** The source holds no article. The message says why, in words that follow the name of the file. */
export class UnreadableArticle extends Error {
  override name = 'UnreadableArticle';
}
