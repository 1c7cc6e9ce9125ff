import { type RelationKind, relationKinds } from './profile';
import { filmOrdinal, kindOf, type RelatednessIndex } from './relatedness-index';
import { contributionUnits } from './score';

export interface Reason {
  kind: RelationKind;
  /** Of the person or the genre. */
  id: number;
  /** Its share of the score: the contributions of all reasons add up to it. */
  contribution: number;
}

export interface RelatedFilm {
  filmId: number;
  /** 0 to 1: what the two share, of all that the first film could share with another. */
  score: number;
  /** Best first; equal ones in the order of `relationKinds`, then of ids. */
  reasons: Reason[];
}

export interface RelatedReview extends RelatedFilm {
  reviewId: number;
}

export interface RankedList<Entry> {
  /** Best first; equal scores newest review first, then lowest id. */
  entries: Entry[];
  /** How many there are with `first` left aside. */
  total: number;
}

export interface FilmQuery {
  filmId: number;
  /** How many to keep, 1 or more. */
  first: number;
  /** Only what is shared in these kinds counts. */
  kinds?: readonly RelationKind[] | undefined;
}

export interface ReviewQuery extends FilmQuery {
  /** Ids of reviews that must not appear. */
  exclude?: ReadonlySet<number>;
  /** Only scores of at least so much, 0 to 1. */
  minScore?: number;
  /** At most so many reviews of one film. */
  perFilm?: number;
}

/** The films most related to a film, out of all films of the store; never the film itself. */
export function rankFilms(
  index: RelatednessIndex,
  { filmId, first, kinds }: FilmQuery,
): RankedList<RelatedFilm> {
  const source = filmOrdinal(index, filmId);
  if (source < 0) return { entries: [], total: 0 };
  const { films, units, scale } = scoreFilms(index, source, kinds);
  // A film without a review comes after those of the same score that have one.
  const newest = (film: number) =>
    index.reviewStart[film + 1]! > index.reviewStart[film]!
      ? index.recencies[index.reviews[index.reviewStart[film]!]!]!
      : Number.NaN;
  const best = new BestFirst<number>(first, (a, b) => {
    if (units[a] !== units[b]) return units[b]! - units[a]!;
    const [newestA, newestB] = [newest(a), newest(b)];
    if (newestA !== newestB && !(Number.isNaN(newestA) && Number.isNaN(newestB))) {
      return Number.isNaN(newestB) || newestA > newestB ? -1 : 1;
    }
    return a - b; // film ordinals are in the order of ids
  });
  for (const film of films) best.add(film);
  return {
    entries: best.entries.map((film) => explain(index, { source, film, units: units[film]!, scale, kinds })),
    total: films.length,
  };
}

/**
 * The reviews of the films most related to a film; never a review of the film itself, for which another
 * article about the same film is no reading on but a reading again.
 */
export function rankReviews(
  index: RelatednessIndex,
  { filmId, first, kinds, exclude, minScore = 0, perFilm = 1 }: ReviewQuery,
): RankedList<RelatedReview> {
  const source = filmOrdinal(index, filmId);
  if (source < 0) return { entries: [], total: 0 };
  const { films, units, scale } = scoreFilms(index, source, kinds);
  const { reviewStart, reviews, reviewIds, reviewFilms } = index;
  // Ordinals of reviews are in the order of "newer first, then lower id".
  const best = new BestFirst<number>(
    first,
    (a, b) => units[reviewFilms[b]!]! - units[reviewFilms[a]!]! || a - b,
  );
  let total = 0;
  for (const film of films) {
    if (units[film]! / scale < minScore) continue;
    let taken = 0;
    for (let i = reviewStart[film]!; i < reviewStart[film + 1]! && taken < perFilm; i++) {
      const review = reviews[i]!;
      if (exclude?.has(reviewIds[review]!)) continue;
      best.add(review);
      taken++;
    }
    total += taken;
  }
  return {
    entries: best.entries.map((review) => {
      const film = reviewFilms[review]!;
      return {
        reviewId: reviewIds[review]!,
        ...explain(index, { source, film, units: units[film]!, scale, kinds }),
      };
    }),
    total,
  };
}

/** Reviews, newest first, to fill a list with that has too few related ones. */
export function newestReviews(
  index: RelatednessIndex,
  {
    first,
    exclude,
    perFilm = 1,
    notOfFilms,
  }: {
    first: number;
    exclude: ReadonlySet<number>;
    perFilm?: number;
    notOfFilms: ReadonlySet<number>;
  },
): number[] {
  const taken: number[] = [];
  const takenOfFilm = new Map<number, number>();
  for (let review = 0; review < index.reviewIds.length && taken.length < first; review++) {
    const id = index.reviewIds[review]!;
    const film = index.reviewFilms[review]!;
    const already = takenOfFilm.get(film) ?? 0;
    if (exclude.has(id) || already >= perFilm || notOfFilms.has(index.filmIds[film]!)) continue;
    takenOfFilm.set(film, already + 1);
    taken.push(id);
  }
  return taken;
}

/**
 * Walk the lists of the source's features and add up what each film on them shares.
 * @returns ordinals of the films that share something, and for each film ordinal its sum in units; `scale` is
 * the sum in units that a film would reach which shares everything at the top of its cast.
 */
function scoreFilms(
  index: RelatednessIndex,
  source: number,
  kinds: readonly RelationKind[] | undefined,
): { films: number[]; units: Int32Array; scale: number } {
  const {
    profile,
    featureStart,
    features,
    places,
    rarities,
    filmStart,
    films: carriers,
    placesThere,
  } = index;
  const units = new Int32Array(index.filmIds.length);
  const films: number[] = [];
  const byPlace = new Int32Array(profile.castDepth);
  let scale = 0;
  for (let i = featureStart[source]!; i < featureStart[source + 1]!; i++) {
    const feature = features[i]!;
    const kind = kindOf(index, feature);
    const lastPlace = kind === 'ACTOR' ? profile.castDepth - 1 : 0;
    for (let there = 0; there <= lastPlace; there++) {
      byPlace[there] = contributionUnits(
        profile,
        { kind, rarity: rarities[feature]! },
        { here: places[i]!, there },
      );
    }
    scale += byPlace[0]!;
    if (kinds && !kinds.includes(kind)) continue;
    for (let j = filmStart[feature]!; j < filmStart[feature + 1]!; j++) {
      const film = carriers[j]!;
      const contribution = byPlace[placesThere[j]!]!;
      if (film === source || contribution === 0) continue;
      if (units[film] === 0) films.push(film);
      units[film]! += contribution;
    }
  }
  return { films, units, scale };
}

function explain(
  index: RelatednessIndex,
  {
    source,
    film,
    units,
    scale,
    kinds,
  }: {
    source: number;
    film: number;
    units: number;
    scale: number;
    kinds: readonly RelationKind[] | undefined;
  },
): RelatedFilm {
  const { featureStart, features, places, featureIds, rarities, profile } = index;
  const placesThere = new Map<number, number>();
  for (let i = featureStart[film]!; i < featureStart[film + 1]!; i++)
    placesThere.set(features[i]!, places[i]!);
  const reasons: Reason[] = [];
  for (let i = featureStart[source]!; i < featureStart[source + 1]!; i++) {
    const feature = features[i]!;
    const kind = kindOf(index, feature);
    const there = placesThere.get(feature);
    if (there === undefined || (kinds && !kinds.includes(kind))) continue;
    const contribution = contributionUnits(
      profile,
      { kind, rarity: rarities[feature]! },
      { here: places[i]!, there },
    );
    if (contribution > 0)
      reasons.push({ kind, id: featureIds[feature]!, contribution: contribution / scale });
  }
  reasons.sort(
    (a, b) =>
      b.contribution - a.contribution ||
      relationKinds.indexOf(a.kind) - relationKinds.indexOf(b.kind) ||
      a.id - b.id,
  );
  return { filmId: index.filmIds[film]!, score: units / scale, reasons };
}

/** The first so many of what it is given, in order. */
class BestFirst<Entry> {
  readonly entries: Entry[] = [];

  constructor(
    private readonly first: number,
    /** Negative where `a` comes before `b`; never 0 for two different entries. */
    private readonly compare: (a: Entry, b: Entry) => number,
  ) {}

  add(entry: Entry): void {
    const { entries, first, compare } = this;
    if (entries.length === first && compare(entry, entries[first - 1]!) > 0) return;
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(entry, entries[middle]!) < 0) high = middle;
      else low = middle + 1;
    }
    entries.splice(low, 0, entry);
    if (entries.length > first) entries.pop();
  }
}
