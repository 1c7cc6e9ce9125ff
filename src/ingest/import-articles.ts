import { attempt, type SqlExecutor, type Transact } from '../database/sql';
import { codeOf, OperatorError } from '../errors';
import { ReviewStatus } from '../reviews/review-status';
import type { ArticleSource } from './article-sources';
import { type ArticleReading, UnreadableArticle } from './articles/article';
import { type Reading, readArticles } from './articles/read-articles';
import { IdSet } from './catalogues/id-set';
import type { NewMatch } from './matching/matches.store';
import { SlugClaims } from './slug-claims';
import { type UpsertedArticle, upsertArticle } from './upsert-article';
import type { UpsertedFilm } from './upsert-film';
import { isRecord, upsertRecord } from './upsert-record';

/** Where an article came from. */
interface Origin {
  source: string;
  /** Where it begins, counted from 1; only in a source that holds many. */
  line?: number;
}

/** What an article was found to be about. */
export interface FilmTold {
  /** Null where there is no such film: it would be made, were the article taken in. */
  id: number | null;
  slug: string;
  title: string;
  releaseYear: number | null;
  /** Made for this article. */
  isNew: boolean;
  /** How it, and its people, were guessed. */
  matches: Pick<NewMatch, 'kind' | 'status' | 'rule' | 'confidence' | 'written'>[];
}

export type TakenInArticle = Origin &
  Pick<ArticleReading, 'article' | 'doubts'> &
  Omit<UpsertedArticle, 'id' | 'doubts' | 'film'> & { film: FilmTold };

/** What became of one article, or of what should have been one. */
export type ImportedArticle =
  | TakenInArticle
  | (Origin & { outcome: 'failed'; reason: string })
  | (Origin & { outcome: 'omitted'; reason: string });

export interface ArticleImportOptions {
  transact: Transact;
  /** What a new review becomes where its source says nothing; a draft it becomes in any case. */
  status: ReviewStatus;
  /** Whether to take all of it back in the end, and only say what would have changed. */
  isDryRun?: boolean;
  /** When it aborts, what is not committed is taken back. */
  signal?: AbortSignal;
  /** Is told of each when it is in the store for good, and waited for. */
  onResult(result: ImportedArticle): void | Promise<void>;
}

/** PostgreSQL refuses the values of one article: classes 22 (data), 23 (constraints) and 54 (limits). */
const refusedValues = /^(22|23|54)\w{3}$/;
/** As PostgreSQL says it. */
const diskFull = '53100';

/** Of one source: what it has said so far. */
class SourceMemory {
  readonly claims = new SlugClaims();
  readonly reviews = new IdSet();

  constructor(readonly name: string) {}
}

/** What is the same for all of a run. */
interface Run {
  status: ReviewStatus;
  /** Films that will be gone when it has ended. */
  passing: IdSet | null;
}

type Read = { memory: SourceMemory; reading: Reading };

/**
 * Take in the articles of sources one after the other, each wholly or not at all.
 * @throws OperatorError where the disk of the store is full; what befalls the store otherwise. What was told of by
 *         `onResult` is in it.
 */
export async function importArticles(
  sources: readonly ArticleSource[],
  { transact, status, isDryRun = false, signal, onResult }: ArticleImportOptions,
): Promise<void> {
  const options = { ...(signal && { signal }), isTakenBack: isDryRun };
  const run = { status, passing: isDryRun ? new IdSet() : null };
  try {
    if (isDryRun) {
      // One transaction: a film that one article would add is there for the next.
      await transact(async (sql) => {
        for await (const read of readAll(sources)) {
          await onResult(await takeIn(read, (work) => attempt(sql, () => work(sql)), run));
        }
      }, options);
      return;
    }
    // Many in one transaction are hardly faster, and editors would wait for all of them.
    for await (const read of readAll(sources)) {
      await onResult(await takeIn(read, (work) => transact(work, options), run));
    }
  } catch (error) {
    if (codeOf(error) !== diskFull) throw error;
    throw new OperatorError(
      `the disk of the store is full (${(error as Error).message}); make room, and import again: what is in it stays`,
    );
  }
}

async function* readAll(sources: readonly ArticleSource[]): AsyncGenerator<Read> {
  for (const source of sources) {
    const memory = new SourceMemory(source.name);
    for await (const reading of readArticles(source.read())) yield { memory, reading };
  }
}

/** @param wholly does the work, or nothing of it. */
async function takeIn(
  { memory, reading }: Read,
  wholly: <Result>(work: (sql: SqlExecutor) => Promise<Result>) => Promise<Result>,
  { status, passing }: Run,
): Promise<ImportedArticle> {
  const origin = { source: memory.name, ...(reading.line !== undefined && { line: reading.line }) };
  if ('unreadable' in reading) return { ...origin, outcome: 'failed', reason: reading.unreadable };
  if ('omitted' in reading) return { ...origin, outcome: 'omitted', reason: reading.omitted };
  try {
    const { id: _, film, ...upserted } = await wholly((sql) => upsert(sql, reading, { memory, status }));
    memory.claims.keep();
    const { article } = reading;
    if (film.isNew) passing?.add(film.id);
    const told = { ...toTold(film), ...(passing?.has(film.id) && { id: null }) };
    return { ...origin, ...upserted, film: told, article, doubts: [...reading.doubts, ...upserted.doubts] };
  } catch (error) {
    memory.claims.forget();
    return { ...origin, outcome: 'failed', reason: whyNotTakenIn(error) };
  }
}

function toTold({ id, slug, title, releaseYear, isNew, matches }: UpsertedFilm): FilmTold {
  return {
    id,
    slug,
    title,
    releaseYear,
    isNew,
    matches: matches.map((match) => {
      const { kind, status, rule, confidence, written } = match;
      return { kind, status, rule, confidence, written };
    }),
  };
}

/** @throws UnreadableArticle where the source has told of the same review before, and otherwise. */
async function upsert(
  sql: SqlExecutor,
  { article, record }: ArticleReading,
  { memory, status }: { memory: SourceMemory; status: ReviewStatus },
): Promise<UpsertedArticle> {
  const becomes = status === ReviewStatus.DRAFT ? drafted(article.status) : (article.status ?? status);
  const upserted = isRecord(record)
    ? await upsertRecord(sql, record, { claims: memory.claims, status: becomes })
    : await upsertArticle(sql, article, { status: becomes });
  if (!memory.reviews.add(upserted.id) && upserted.outcome !== 'unchanged') {
    throw new UnreadableArticle(
      `is the review "${upserted.slug}", of which the source has told otherwise before`,
    );
  }
  return upserted;
}

/** What was retracted is not to be published by mistake. */
function drafted(status: ReviewStatus | undefined): ReviewStatus {
  return status === ReviewStatus.RETRACTED ? status : ReviewStatus.DRAFT;
}

/** @throws what is no fault of the article's, and would befall the next one too. */
export function whyNotTakenIn(error: unknown): string {
  if (error instanceof UnreadableArticle) return error.message;
  if (refusedValues.test(codeOf(error) ?? '')) return `cannot be stored: ${(error as Error).message}`;
  throw error;
}
