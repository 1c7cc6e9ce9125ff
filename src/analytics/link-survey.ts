import { grown } from '../relatedness/core/int-lists';
import { IntMap } from '../relatedness/core/int-map';
import { type RelationKind, relationKinds } from '../relatedness/core/profile';
import type { Ranking } from '../relatedness/core/rank';
import type { ReviewOfFilm } from '../relatedness/core/recommendations';
import { listLength } from '../relatedness/profiles/preview';
import { type ReadingListEntry, readingList } from '../relatedness/reading-list';
import type { Slices } from '../slices';

/** In the place of a kind: pinned, and nothing is shared. */
const noKind = relationKinds.length;
/** In the place of a length: the article was led to, and had no list when its turn came. */
const noList = 255;

/** Where the lists of all published articles led, a moment ago. Articles go by ordinals, 0 and up. */
export class LinkSurvey {
  private readonly ordinals = new IntMap();
  private ids = new Int32Array(1024);
  /** How many entries the list of each has. */
  private lengths = new Uint8Array(1024).fill(noList);
  /** How many lists lead to each. */
  private counts = new Int32Array(1024);
  /** The foremost reason of each entry, `listLength` to an article. */
  private kinds = new Uint8Array(1024 * listLength);

  constructor(
    readonly profile: string,
    /** What came later is not in it. */
    readonly begunAt: number,
  ) {}

  /** Ordinals of the articles that have a list. */
  *articles(): IterableIterator<number> {
    for (let article = 0; article < this.ordinals.size; article++) {
      if (this.lengths[article] !== noList) yield article;
    }
  }

  /** -1 where it was no published article. */
  ordinalOf(reviewId: number): number {
    const article = this.ordinals.get(reviewId);
    return article < 0 || this.lengths[article] === noList ? -1 : article;
  }

  idOf(article: number): number {
    return this.ids[article]!;
  }

  entriesOf(article: number): number {
    return this.lengths[article]!;
  }

  /** How many lists lead to it. */
  listsWith(article: number): number {
    return this.counts[article]!;
  }

  /** The kind of the foremost reason of an entry; null where nothing is shared. */
  reasonOf(article: number, place: number): RelationKind | null {
    return relationKinds[this.kinds[article * listLength + place]!] ?? null;
  }

  add(reviewId: number, entries: readonly ReadingListEntry[]): void {
    const article = this.take(reviewId);
    // One that moved to another film meanwhile may come by twice.
    if (this.lengths[article] !== noList) return;
    this.lengths[article] = entries.length;
    for (const [place, { reviewId: linked, reasons }] of entries.entries()) {
      const kind = reasons[0] ? relationKinds.indexOf(reasons[0].kind) : noKind;
      const other = this.take(linked);
      this.kinds[article * listLength + place] = kind;
      this.counts[other]!++;
    }
  }

  private take(reviewId: number): number {
    const known = this.ordinals.get(reviewId);
    if (known >= 0) return known;
    const article = this.ordinals.size;
    if (article >= this.ids.length) {
      const room = Math.ceil(article * 1.5);
      this.ids = grown(this.ids, room);
      this.lengths = grown(this.lengths, room).fill(noList, article);
      this.counts = grown(this.counts, room);
      this.kinds = grown(this.kinds, room * listLength);
    }
    this.ordinals.set(reviewId, article);
    this.ids[article] = reviewId;
    return article;
  }
}

/**
 * Goes through the lists of all published articles, film by film. What is changed meanwhile is in it as it was or as
 * it is: whoever keeps it has to see that the index is still the same.
 * @param onProgress is told, 0 to 1, after each slice.
 */
export async function surveyLinks(
  ranking: Ranking,
  survey: LinkSurvey,
  { slices, signal, onProgress }: { slices: Slices; signal: AbortSignal; onProgress: (part: number) => void },
): Promise<void> {
  const { index } = ranking;
  const { reviews } = index;
  for (let film = 0; film < index.ordinalCount; film++) {
    if (slices.isOver) {
      onProgress(film / index.ordinalCount);
      await slices.next();
      signal.throwIfAborted();
    }
    let withoutRules: ReadingListEntry[] | undefined;
    for (let i = reviews.ofFilm.start(film); i < reviews.ofFilm.end(film); i++) {
      const review = { reviewId: reviews.ids[reviews.ofFilm.values[i]!]!, filmId: index.filmIds[film]! };
      const listed = () => linksOf(ranking, { review, now: survey.begunAt });
      const { pinnedIds, hiddenIds } = ranking.rulesInForce(review, survey.begunAt);
      const hasRules = pinnedIds.length + hiddenIds.length > 0;
      // Without rules all reviews of a film have the same list: it has none of the film itself.
      withoutRules ??= hasRules ? undefined : listed();
      survey.add(review.reviewId, hasRules ? listed() : withoutRules!);
    }
  }
}

/** What stands in a list, but for what only fills it. */
function linksOf(ranking: Ranking, query: { review: ReviewOfFilm; now: number }): ReadingListEntry[] {
  const { entries } = readingList(ranking, { ...query, first: listLength });
  return entries.filter(({ source }) => source !== 'FALLBACK');
}
