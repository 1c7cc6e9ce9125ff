import { checkProfile, type Profile, type RelationKind, relationKinds } from './profile';
import { rarity } from './score';

/**
 * Which films carry which features, both ways, in typed arrays. Films, features and reviews go by their
 * ordinals, 0 and up, in these arrays; `filmIds` and the like lead back to the ids of the store.
 *
 * A pair of arrays `…Start` and `…` is a list of lists: what belongs to ordinal i stands from `start[i]` up to
 * but not including `start[i + 1]`.
 */
export interface RelatednessIndex {
  profile: Profile;
  /** Films that have a published review. */
  reviewedFilms: number;

  /** Ascending. */
  filmIds: Int32Array;
  /** The features of each film, by feature ordinal, and the place in the cast of each (0 but for actors). */
  featureStart: Int32Array;
  features: Int32Array;
  places: Uint8Array;
  /** The published reviews of each film, newest first, then lowest id. */
  reviewStart: Int32Array;
  reviews: Int32Array;

  /** Ordinal of the kind in `relationKinds`, and id of the person or genre, of each feature. */
  featureKinds: Uint8Array;
  featureIds: Int32Array;
  rarities: Float64Array;
  /** The films of each feature, and the feature's place in each. */
  filmStart: Int32Array;
  films: Int32Array;
  placesThere: Uint8Array;

  /** All published reviews, newest first, then lowest id. */
  reviewIds: Int32Array;
  reviewFilms: Int32Array;
  /** Milliseconds since 1970, -Infinity where nothing is known. */
  recencies: Float64Array;
}

/** Facts of a store, column by column, in any order. Rows that name an unknown film are left out. */
export interface CatalogueFacts {
  filmIds: ArrayLike<number>;
  directors: { filmIds: ArrayLike<number>; personIds: ArrayLike<number> };
  /** `billings` count from 0. */
  actors: { filmIds: ArrayLike<number>; personIds: ArrayLike<number>; billings: ArrayLike<number> };
  genres: { filmIds: ArrayLike<number>; genreIds: ArrayLike<number> };
  /** Published ones only; `recencies` in milliseconds since 1970, -Infinity where nothing is known. */
  reviews: { ids: ArrayLike<number>; filmIds: ArrayLike<number>; recencies: ArrayLike<number> };
}

/** The place of an id in `filmIds`, -1 where it is not there. */
export function filmOrdinal(index: RelatednessIndex, filmId: number): number {
  const { filmIds } = index;
  let low = 0;
  let high = filmIds.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const id = filmIds[middle]!;
    if (id === filmId) return middle;
    if (id < filmId) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

export function kindOf(index: RelatednessIndex, feature: number): RelationKind {
  return relationKinds[index.featureKinds[feature]!]!;
}

/** @throws RangeError if a figure of the profile is not in its range. */
export function buildIndex(facts: CatalogueFacts, profile: Profile): RelatednessIndex {
  checkProfile(profile);
  const filmIds = Int32Array.from(new Set(Array.from(facts.filmIds))).sort();
  const ordinals = new Map<number, number>();
  filmIds.forEach((id, ordinal) => {
    ordinals.set(id, ordinal);
  });

  const byReview = orderReviews(facts, ordinals);
  const reviewsByFilm = group(byReview.films, filmIds.length);

  const carried = collectFeatures(facts, profile, ordinals);
  const featuresByFilm = group(carried.films, filmIds.length);
  const filmsByFeature = group(carried.features, carried.featureIds.length);
  const filmsInOrder = filmsByFeature.members.map((row) => carried.films[row]!);

  const isReviewed = (film: number) => reviewsByFilm.start[film + 1]! > reviewsByFilm.start[film]!;
  const reviewedFilms = filmIds.reduce((count, _, film) => count + (isReviewed(film) ? 1 : 0), 0);
  const rarities = Float64Array.from(carried.featureIds, (_, feature) => {
    const [from, to] = [filmsByFeature.start[feature]!, filmsByFeature.start[feature + 1]!];
    let carriers = 0;
    for (let i = from; i < to; i++) if (isReviewed(filmsInOrder[i]!)) carriers++;
    return rarity({ reviewedFilms, carriers });
  });

  return {
    profile,
    reviewedFilms,
    filmIds,
    featureStart: featuresByFilm.start,
    features: featuresByFilm.members.map((row) => carried.features[row]!),
    places: Uint8Array.from(featuresByFilm.members, (row) => carried.places[row]!),
    reviewStart: reviewsByFilm.start,
    reviews: reviewsByFilm.members,
    featureKinds: Uint8Array.from(carried.featureKinds),
    featureIds: Int32Array.from(carried.featureIds),
    rarities,
    filmStart: filmsByFeature.start,
    films: filmsInOrder,
    placesThere: Uint8Array.from(filmsByFeature.members, (row) => carried.places[row]!),
    reviewIds: byReview.ids,
    reviewFilms: byReview.films,
    recencies: byReview.recencies,
  };
}

function orderReviews({ reviews }: CatalogueFacts, ordinals: Map<number, number>) {
  const known = Array.from(reviews.ids, (_, row) => row).filter((row) => ordinals.has(reviews.filmIds[row]!));
  known.sort((a, b) => {
    const [newer, older] = [reviews.recencies[b]!, reviews.recencies[a]!];
    return newer === older ? reviews.ids[a]! - reviews.ids[b]! : newer > older ? 1 : -1;
  });
  return {
    ids: Int32Array.from(known, (row) => reviews.ids[row]!),
    films: Int32Array.from(known, (row) => ordinals.get(reviews.filmIds[row]!)!),
    recencies: Float64Array.from(known, (row) => reviews.recencies[row]!),
  };
}

/** One row for each feature of each film. A feature that a film lists twice counts once, at its best place. */
function collectFeatures(facts: CatalogueFacts, profile: Profile, ordinals: Map<number, number>) {
  const films: number[] = [];
  const features: number[] = [];
  const places: number[] = [];
  const featureKinds: number[] = [];
  const featureIds: number[] = [];
  const featureOrdinals = relationKinds.map(() => new Map<number, number>());
  const rows = new Map<number, number>();

  function add({
    kind,
    id,
    filmId,
    place,
  }: {
    kind: RelationKind;
    id: number;
    filmId: number;
    place: number;
  }) {
    const film = ordinals.get(filmId);
    if (film === undefined || place < 0 || place >= profile.castDepth) return;
    const kindOrdinal = relationKinds.indexOf(kind);
    let feature = featureOrdinals[kindOrdinal]!.get(id);
    if (feature === undefined) {
      feature = featureIds.length;
      featureOrdinals[kindOrdinal]!.set(id, feature);
      featureKinds.push(kindOrdinal);
      featureIds.push(id);
    }
    const key = feature * ordinals.size + film;
    const row = rows.get(key);
    if (row !== undefined) {
      places[row] = Math.min(places[row]!, place);
      return;
    }
    rows.set(key, films.length);
    films.push(film);
    features.push(feature);
    places.push(place);
  }

  const { directors, actors, genres } = facts;
  for (let i = 0; i < directors.filmIds.length; i++) {
    add({ kind: 'DIRECTOR', id: directors.personIds[i]!, filmId: directors.filmIds[i]!, place: 0 });
  }
  for (let i = 0; i < actors.filmIds.length; i++) {
    add({ kind: 'ACTOR', id: actors.personIds[i]!, filmId: actors.filmIds[i]!, place: actors.billings[i]! });
  }
  for (let i = 0; i < genres.filmIds.length; i++) {
    add({ kind: 'GENRE', id: genres.genreIds[i]!, filmId: genres.filmIds[i]!, place: 0 });
  }
  return { films, features, places, featureKinds, featureIds };
}

/** Counting sort. @returns the rows of each owner, in the order in which they came. */
function group(owners: ArrayLike<number>, ownerCount: number): { start: Int32Array; members: Int32Array } {
  const start = new Int32Array(ownerCount + 1);
  for (let row = 0; row < owners.length; row++) start[owners[row]! + 1]!++;
  for (let owner = 0; owner < ownerCount; owner++) start[owner + 1]! += start[owner]!;
  const next = start.slice();
  const members = new Int32Array(owners.length);
  for (let row = 0; row < owners.length; row++) members[next[owners[row]!]!++] = row;
  return { start, members };
}
