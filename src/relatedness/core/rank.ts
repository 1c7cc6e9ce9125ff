import { BestFirst } from './best-first';
import { CandidateSearch, type Taker } from './candidates';
import { type Collaborator, rankCollaborators } from './collaborators';
import { diversify, diversityPool, likenessBetween } from './diversity';
import type { RulesInForce } from './editorial-rules';
import { type FilmToReview, rankFilmsToReview } from './films-to-review';
import { type FilmOrPerson, PathSearch } from './path';
import type { Profile, RelationKind } from './profile';
import { compareReasons, type Question, questionAbout, type Reason, relationUnits } from './question';
import type { RankedList, RelatedFilm, RelatedReview } from './ranked-list';
import {
  type RecommendationQuery,
  Recommendations,
  type RecommendedReview,
  type ReviewOfFilm,
} from './recommendations';
import type { RelatednessIndex } from './relatedness-index';
import { scoreOf, unitsPerPoint } from './score';

export interface FilmQuery {
  filmId: number;
  /** How many to keep; of 0 it is still told whether there are more. */
  first: number;
  /** Only what is shared in these kinds counts. */
  kinds?: readonly RelationKind[] | undefined;
  /** 0 to 1: how much entries must differ from those before them; the scores stay what they are. */
  diversity?: number;
  /** Only these may appear. */
  among?: ((filmId: number) => boolean) | undefined;
}

export interface ReviewQuery extends Omit<FilmQuery, 'among'> {
  /** Ids of reviews that must not appear. */
  exclude?: ReadonlySet<number>;
  /** Only scores of at least so much, 0 to 1. */
  minScore?: number;
  /** At most so many reviews of one film. */
  perFilm?: number;
  /** What stands before them in the list: it is not given again, and counts among the reviews of its film. */
  precededBy?: readonly ReviewOfFilm[];
}

/** Answers from an index, exactly as if every film of the store were scored. */
export class Ranking {
  private readonly search: CandidateSearch;
  private readonly paths: PathSearch;
  private readonly recommendations: Recommendations;

  constructor(readonly index: RelatednessIndex) {
    this.search = new CandidateSearch(index);
    this.recommendations = new Recommendations(index, this.search);
    this.paths = new PathSearch(index);
  }

  get profile(): Profile {
    return this.index.profile;
  }

  /** The films most related to a film, reviewed or not; never the film itself. */
  rankFilms({ filmId, first, kinds, diversity = 0, among }: FilmQuery): RankedList<RelatedFilm> {
    const { index } = this;
    const question = this.ask(filmId, kinds);
    if (!question) return { entries: [], hasMore: false };
    const best = new BestFirst<{ film: number; units: number }>(
      toBeRanked(first, diversity) + 1,
      (a, b) => b.units - a.units || this.compareNewest(a.film, b.film),
    );
    this.search.offerBest(
      question,
      { reviewedOnly: false },
      {
        get leastUnits() {
          return best.last?.units ?? 1;
        },
        offer: (film) => {
          if (among && !among(index.filmIds[film]!)) return;
          const units = relationUnits(index, question, film);
          if (units > 0) best.add({ film, units });
        },
      },
    );
    return {
      entries: this.select(best.entries, { first, diversity, filmOf: ({ film }) => film }).map(({ film }) =>
        this.explain(question, film),
      ),
      hasMore: best.entries.length > first,
    };
  }

  /**
   * The reviews of the films most related to a film; never a review of the film itself, for which another
   * article about the same film is no reading on but a reading again.
   */
  rankReviews({ first, diversity = 0, ...query }: ReviewQuery): RankedList<RelatedReview> {
    const { index } = this;
    const { reviews } = index;
    const question = this.ask(query.filmId, query.kinds);
    if (!question) return { entries: [], hasMore: false };
    const best = new BestFirst<{ review: number; units: number }>(
      toBeRanked(first, diversity) + 1,
      (a, b) => b.units - a.units || reviews.compare(a.review, b.review),
    );
    const leastEver = this.leastUnits(query.minScore);
    this.search.offerBest(
      question,
      { reviewedOnly: true },
      {
        get leastUnits() {
          return Math.max(leastEver, best.last?.units ?? 0);
        },
        offer: (film) => {
          const units = relationUnits(index, question, film);
          if (units < (best.last?.units ?? 0) || !this.isEnough(units, query.minScore)) return;
          for (const review of reviews.toShow(film, query)) {
            best.add({ review, units });
          }
        },
      },
    );
    return {
      entries: this.select(best.entries, {
        first,
        diversity,
        filmOf: ({ review }) => reviews.filmOf(review),
      }).map(({ review }) => ({
        reviewId: reviews.ids[review]!,
        ...this.explain(question, reviews.filmOf(review)),
      })),
      hasMore: best.entries.length > first,
    };
  }

  /** What an editor has decided of a review's list, and what of it counts at `now`, in milliseconds since 1970. */
  rulesInForce(review: ReviewOfFilm, now: number): RulesInForce {
    return this.index.rules.inForce(review, now);
  }

  /**
   * Reviews that an editor has put beside one of the film, in the order given, each with what the films share: score 0
   * and no reasons where that is nothing, as of another review of the film itself. Left out are those that are not
   * published or are excluded and, where the query says what counts or how much is enough, those that do not come to it.
   */
  pinnedReviews(pinnedIds: readonly number[], query: Omit<ReviewQuery, 'first'>): RelatedReview[] {
    const { reviews } = this.index;
    const question = pinnedIds.length > 0 && this.ask(query.filmId, query.kinds);
    if (!question) return [];
    const mustQualify = query.kinds !== undefined || (query.minScore ?? 0) > 0;
    return pinnedIds.flatMap((reviewId) => {
      const review = reviews.ordinalOf(reviewId);
      if (review < 0 || query.exclude?.has(reviewId)) return [];
      const pinned = { reviewId, ...this.explain(question, reviews.filmOf(review)) };
      const doesQualify = pinned.reasons.length > 0 && pinned.score >= (query.minScore ?? 0);
      return doesQualify || !mustQualify ? [pinned] : [];
    });
  }

  /** What to read for somebody who has read of several films, as `Recommendations` says. */
  recommendReviews(query: RecommendationQuery): RankedList<RecommendedReview> {
    return this.recommendations.rank(query);
  }

  /** How many `recommendReviews` would give if asked for all. */
  countRecommendations(query: Omit<RecommendationQuery, 'first'>): number {
    return this.recommendations.count(query);
  }

  /** How many `rankFilms` would give if asked for all. Looks at each film that shares something. */
  countFilms({ filmId, kinds, among }: Omit<FilmQuery, 'first'>): number {
    const { filmIds } = this.index;
    const question = this.ask(filmId, kinds);
    let count = 0;
    if (question) {
      const taker: Taker = {
        leastUnits: 1,
        offer: (film) => {
          if (!among || among(filmIds[film]!)) count++;
        },
      };
      this.search.offerAll(question, { reviewedOnly: false }, taker);
    }
    return count;
  }

  /** How many `rankReviews` would give if asked for all. Looks at each film that shares something. */
  countReviews({ minScore = 0, ...query }: Omit<ReviewQuery, 'first'>): number {
    const { index } = this;
    const { reviews } = index;
    const question = this.ask(query.filmId, query.kinds);
    if (!question) return 0;
    let count = 0;
    const taker: Taker = {
      leastUnits: this.leastUnits(minScore),
      offer: (film) => {
        if (minScore > 0 && !this.isEnough(relationUnits(index, question, film), minScore)) return;
        count += reviews.toShow(film, query).length;
      },
    };
    if (minScore > 0) this.search.offerBest(question, { reviewedOnly: true }, taker);
    else this.search.offerAll(question, { reviewedOnly: true }, taker);
    return count;
  }

  /** Ids of reviews, newest first, to fill a list with that has too few related ones. */
  newestReviews({
    first,
    exclude,
    perFilm = 1,
    notOfFilms,
  }: {
    first: number;
    exclude: ReadonlySet<number>;
    perFilm?: number;
    notOfFilms: ReadonlySet<number>;
  }): number[] {
    const { reviews, filmIds } = this.index;
    const taken: number[] = [];
    const takenOfFilm = new Map<number, number>();
    if (first < 1) return taken;
    for (const review of reviews.newestFirst()) {
      const id = reviews.ids[review]!;
      const film = reviews.filmOf(review);
      const already = takenOfFilm.get(film) ?? 0;
      if (exclude.has(id) || already >= perFilm || notOfFilms.has(filmIds[film]!)) continue;
      takenOfFilm.set(film, already + 1);
      if (taken.push(id) === first) break;
    }
    return taken;
  }

  /** The shortest chain of credits, as `PathSearch` says; null where none leads from one to the other. */
  findPath(from: FilmOrPerson, to: FilmOrPerson): FilmOrPerson[] | null {
    return this.paths.find(from, to);
  }

  /** Who has worked with a person most, as `rankCollaborators` says. */
  rankCollaborators(query: { personId: number; first: number }): { entries: Collaborator[]; total: number } {
    return rankCollaborators(this.index, query);
  }

  /** The films that would connect the most articles if they were reviewed, as `rankFilmsToReview` says. */
  rankFilmsToReview(query: Parameters<typeof rankFilmsToReview>[1]): Promise<FilmToReview[]> {
    return rankFilmsToReview(this.index, query);
  }

  /** @param entries best first: as many as `toBeRanked` says, or all there are. */
  private select<Entry extends { units: number }>(
    entries: readonly Entry[],
    options: { first: number; diversity: number; filmOf: (entry: Entry) => number },
  ): Entry[] {
    const { first, diversity, filmOf } = options;
    if (diversity === 0) return entries.slice(0, first);
    const likeness = likenessBetween(this.index);
    const diverse = diversify(entries.slice(0, diversityPool), {
      first,
      diversity,
      score: ({ units }) => scoreOf(this.profile, units),
      likeness: (a, b) => likeness(filmOf(a), filmOf(b)),
    });
    return [...diverse, ...entries.slice(diversityPool)].slice(0, first);
  }

  private ask(filmId: number, kinds: readonly RelationKind[] | undefined): Question | undefined {
    const film = this.index.ordinalOf(filmId);
    return film < 0 ? undefined : questionAbout(this.index, film, kinds);
  }

  /** What a film must come to for a score; a little less, for `isEnough` has the last word. */
  private leastUnits(minScore = 0): number {
    if (minScore >= 1) return Number.POSITIVE_INFINITY;
    const units = (minScore / (1 - minScore)) * this.index.profile.midpoint * unitsPerPoint;
    // A score of 64 bits tells odds only so exactly, and less so near 1.
    return Math.max(1, Math.floor(units * (1 - 1e-9 - 1e-15 / (1 - minScore))) - 1);
  }

  private isEnough(units: number, minScore = 0): boolean {
    return units > 0 && scoreOf(this.index.profile, units) >= minScore;
  }

  /** The film with the newer review first, films without one last; then the lower id. */
  private compareNewest(filmA: number, filmB: number): number {
    const { reviews, filmIds } = this.index;
    const [newestA, newestB] = [reviews.newestOf(filmA), reviews.newestOf(filmB)];
    if (newestA !== newestB && !(Number.isNaN(newestA) && Number.isNaN(newestB))) {
      return Number.isNaN(newestB) || newestA > newestB ? -1 : 1;
    }
    return filmIds[filmA]! - filmIds[filmB]!;
  }

  private explain(question: Question, film: number): RelatedFilm {
    const { profile, filmIds } = this.index;
    const reasons: Reason[] = [];
    const units = film === question.film ? 0 : relationUnits(this.index, question, film, reasons);
    reasons.sort(compareReasons);
    const score = scoreOf(profile, units);
    return {
      filmId: filmIds[film]!,
      score,
      reasons: reasons.map(({ kind, id, units: part }) => ({
        kind,
        id,
        contribution: (part / units) * score,
      })),
    };
  }
}

/** How many of the best must be known for a list of so many. */
function toBeRanked(first: number, diversity: number): number {
  return diversity > 0 ? Math.max(first, diversityPool) : first;
}
