import { BestFirst } from './best-first';
import type { CandidateSearch } from './candidates';
import { evidenceReasons, evidenceUnits, type ReadFilm } from './evidence';
import { questionAbout } from './question';
import type { RankedList, RelatedReason, RelatedReview } from './ranked-list';
import { RecommendationSearch } from './recommendation-search';
import type { RelatednessIndex } from './relatedness-index';
import { scoreOf } from './score';

/** A review, and which film it is of: of one that is not published the index knows nothing. */
export interface ReviewOfFilm {
  reviewId: number;
  filmId: number;
}

export interface RecommendationReason extends RelatedReason {
  /** The read reviews that led there: of the film that contributes most first, then the lowest id. */
  readIds: number[];
}

export interface RecommendedReview extends RelatedReview {
  reasons: RecommendationReason[];
}

export interface RecommendationQuery {
  /** What has been read: no review of these films is given, nor any of these reviews. */
  read: readonly ReviewOfFilm[];
  /** How many to keep, 1 or more. */
  first: number;
  /** Ids of reviews that must not appear. */
  exclude?: ReadonlySet<number>;
}

/** What somebody who has read of several films should read next. */
export class Recommendations {
  private readonly search: RecommendationSearch;

  constructor(
    private readonly index: RelatednessIndex,
    search: CandidateSearch,
  ) {
    this.search = new RecommendationSearch(index, search);
  }

  /**
   * One review of each of the films for which the films read say most together: their units for it are added up,
   * film by film, whatever the number of reviews of a film that have been read.
   */
  rank({ read, first, exclude }: RecommendationQuery): RankedList<RecommendedReview> {
    const { index } = this;
    const { reviews } = index;
    const films = this.filmsOf(read);
    const best = new BestFirst<{ review: number; units: number }>(
      first + 1,
      (a, b) => b.units - a.units || reviews.compare(a.review, b.review),
    );
    const shown = { exclude: idsOf(read, exclude) };
    this.search.offerBest(
      films.map(({ question }) => question),
      first + 1,
      {
        get leastUnits() {
          return best.last?.units ?? 1;
        },
        offer: (film) => {
          const units = evidenceUnits(index, films, film);
          if (units === 0 || units < (best.last?.units ?? 0)) return;
          for (const review of reviews.toShow(film, shown)) best.add({ review, units });
        },
      },
    );
    return {
      entries: best.entries.slice(0, first).map(({ review, units }) => {
        const film = reviews.filmOf(review);
        const score = scoreOf(index.profile, units);
        const reasons = evidenceReasons(index, films, film);
        return {
          reviewId: reviews.ids[review]!,
          filmId: index.filmIds[film]!,
          score,
          reasons: reasons.map(({ units: part, ...reason }) => ({
            ...reason,
            contribution: (part / units) * score,
          })),
        };
      }),
      hasMore: best.entries.length > first,
    };
  }

  /** How many `rank` would give if asked for all. */
  count({ read, exclude }: Omit<RecommendationQuery, 'first'>): number {
    const { reviews } = this.index;
    const questions = this.filmsOf(read).map(({ question }) => question);
    const shown = { exclude: idsOf(read, exclude) };
    const emptied = [...(exclude ?? [])]
      .map((id) => reviews.ordinalOf(id))
      .filter((review) => review >= 0)
      .map((review) => reviews.filmOf(review))
      .filter((film) => reviews.toShow(film, shown).length === 0);
    const omitted = new Set([...questions.map(({ film }) => film), ...emptied]);
    return this.search.countSharing(questions, omitted);
  }

  /** Each film once; none for films that are not known. */
  private filmsOf(read: readonly ReviewOfFilm[]): ReadFilm[] {
    const reviewIds = new Map<number, Set<number>>();
    for (const { reviewId, filmId } of read) {
      reviewIds.set(filmId, (reviewIds.get(filmId) ?? new Set()).add(reviewId));
    }
    return [...reviewIds].flatMap(([filmId, ids]) => {
      const film = this.index.ordinalOf(filmId);
      return film < 0 ? [] : [{ question: questionAbout(this.index, film, undefined), reviewIds: [...ids] }];
    });
  }
}

function idsOf(read: readonly ReviewOfFilm[], others: Iterable<number> = []): ReadonlySet<number> {
  return new Set([...read.map(({ reviewId }) => reviewId), ...others]);
}
