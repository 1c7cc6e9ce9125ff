import { type EditorialRule, EditorialRules } from './editorial-rules';
import { FilmTable, filmField } from './film-table';
import { type Bounds, GenreGrid } from './genre-grid';
import { GenreSets } from './genre-sets';
import { grown, IntLists } from './int-lists';
import { IntMap } from './int-map';
import {
  lastPlace,
  mostOrdinals,
  ordinalIn,
  PeopleFeatures,
  type PersonKind,
  personKinds,
  placeIn,
  withPlace,
} from './people-features';
import { checkProfile, type Profile, relationKinds } from './profile';
import { PublishedReviews, type ReviewFacts } from './published-reviews';
import { Reaches } from './reach';
import { billingWorths, damping, eraWorths, fameFactor, fameOf, rarity } from './score';

/** All that the index knows of one film: what relatedness is computed from, and who else worked on it. */
export interface FilmFacts {
  id: number;
  releaseYear: number | null;
  /** How many people have rated it. */
  voteCount: number | null;
  /** The average of their votes, 0 to 10. */
  voteAverage: number | null;
  directorIds: ArrayLike<number>;
  /** The billed actors, and the place of each, counted from 0. */
  actorIds: ArrayLike<number>;
  billings: ArrayLike<number>;
  /** Everyone else with a credit: unbilled actors, writers, composers … */
  otherIds: ArrayLike<number>;
  genreIds: ArrayLike<number>;
  /** The published ones. */
  reviews: readonly ReviewFacts[];
  /** Of all its reviews, pins of each in their order; none unless given. */
  rules?: readonly EditorialRule[];
}

/** How many there are of what takes room. */
export interface IndexSize {
  films: number;
  /** Directors and billed actors. */
  credits: number;
  /** All others. */
  otherCredits: number;
  reviews: number;
}

/** Numbers of a film in `filmBounds`, and where each stands. */
export const boundStride = 4;
export const boundField = { fame: 0, damping: 1, year: 2, genreSet: 3 } as const;

/** How far totals and what genres say may move before the bounds on them are made anew. */
const mostDrift = 0.003;
/** A total may be less by so much, and what genres say more, than their bounds tell. */
export const boundSlack = 2 * mostDrift;

/**
 * Which films carry which features, both ways, and what each film lists altogether. `put` and `remove` change
 * what they touch and no more; `settle` then brings what follows from it up to date, and must be called before
 * the next question. Films go by their ordinals, 0 and up, in the arrays here.
 */
export class RelatednessIndex {
  /** By film ordinal. */
  filmIds = new Int32Array(1024);
  readonly films = new FilmTable();
  /** What bounds a film, from its ordinal times `boundStride` on; small enough for a processor's cache. */
  filmBounds = new Float32Array(1024 * boundStride);
  /** Directors and billed actors of each film, as deep as the profile goes: feature ordinals, each with its place. */
  readonly people = new IntLists();
  /** All others with a credit, likewise. In lists of their own, so that ranking need not pass over them. */
  readonly otherPeople = new IntLists();

  readonly reviews = new PublishedReviews();
  readonly rules = new EditorialRules();
  readonly features = new PeopleFeatures();
  readonly genres: GenreSets;
  /** Films that have a published review, and films that have none. */
  readonly reviewedGrid = new GenreGrid();
  readonly unreviewedGrid = new GenreGrid();

  readonly billingWorths: Float64Array;
  readonly eraWorths: Float64Array;
  readonly reaches: Reaches;
  private mostPeopleWorth = 0;

  /** How often it has been settled: what was made of it holds as long as this is the same. */
  revision = 0;

  /** N, and ln(N + 1) as of the last `settle`. */
  reviewedFilms = 0;
  logReviewed = 0;
  private logReviewedThen = 0;
  private boundsMoved = 0;

  private readonly ordinals = new IntMap();
  private readonly free: number[] = [];
  private count = 0;
  /** Films whose own facts have changed since the last `settle`. */
  private readonly changed = new Set<number>();

  /** @throws RangeError if a figure of the profile is not in its range. */
  constructor(readonly profile: Profile) {
    checkProfile(profile);
    this.genres = new GenreSets(profile);
    this.billingWorths = billingWorths(profile);
    this.eraWorths = eraWorths(profile);
    this.reaches = new Reaches(profile);
  }

  get filmCount(): number {
    return this.ordinals.size;
  }

  /** Of its arrays; what else there is of it is small. */
  get byteLength(): number {
    const { filmIds, films, filmBounds, people, otherPeople, reviews, features, ordinals } = this;
    return [
      filmIds,
      films.values,
      filmBounds,
      people,
      otherPeople,
      reviews,
      features,
      this.reviewedGrid,
      this.unreviewedGrid,
      ordinals,
    ].reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** Ordinals are below this; some may belong to no film any more. */
  get ordinalCount(): number {
    return this.count;
  }

  /** -1 where the film is not known. */
  ordinalOf(filmId: number): number {
    return this.ordinals.get(filmId);
  }

  /** Takes a film in, or what has become of it. */
  put(facts: FilmFacts): void {
    const known = this.ordinals.get(facts.id);
    if (known >= 0) this.unlink(known);
    const film = known >= 0 ? known : this.addOrdinal(facts.id);
    this.films.set(film, filmField.year, facts.releaseYear ?? Number.NaN);
    const voters = fameOf(facts.voteCount ?? 0);
    this.films.set(film, filmField.voters, voters);
    this.films.set(film, filmField.fame, fameFactor(this.profile, voters));
    this.films.set(film, filmField.rating, facts.voteAverage ?? Number.NaN);
    this.films.set(film, filmField.genreSet, this.genres.ordinalOf(facts.genreIds));
    this.films.set(film, filmField.isReviewed, facts.reviews.length > 0 ? 1 : 0);
    const { counted, others } = this.peopleOf(facts);
    this.people.replace(film, counted);
    this.otherPeople.replace(film, others);
    this.reviews.replace(film, facts.reviews);
    this.rules.replace(facts.id, facts.rules ?? []);
    this.link(film);
    this.changed.add(film);
  }

  remove(filmId: number): void {
    const film = this.ordinals.get(filmId);
    if (film < 0) return;
    this.unlink(film);
    this.people.clear(film);
    this.otherPeople.clear(film);
    this.reviews.replace(film, []);
    this.rules.replace(filmId, []);
    this.ordinals.delete(filmId);
    this.free.push(film);
    this.changed.delete(film);
  }

  /** What a film lists altogether, weighed. Source: README.md in the folder above. */
  totalOf(film: number): number {
    return (
      this.logReviewed * this.films.get(film, filmField.peopleWorth) -
      this.films.get(film, filmField.peopleLoss) +
      this.genres.totals[this.genreSetOf(film)]!
    );
  }

  genreSetOf(film: number): number {
    return this.films.get(film, filmField.genreSet);
  }

  isReviewed(film: number): boolean {
    return this.films.get(film, filmField.isReviewed) === 1;
  }

  rarityOf(feature: number): number {
    return rarity({ logReviewed: this.logReviewed, logCarriers: this.features.logCarriers[feature]! });
  }

  weightOf(feature: number): number {
    return this.profile.weights[relationKinds[this.features.kinds[feature]!]!];
  }

  settle(): void {
    this.revision++;
    this.logReviewed = Math.log(this.reviewedFilms + 1);
    this.genres.settle(this.logReviewed);
    for (const feature of this.features.settle()) {
      if (this.changed.size === this.filmCount) break; // as when a store is read: all are to be weighed anyway
      const { films } = this.features;
      for (let i = films.start(feature); i < films.end(feature); i++) {
        this.changed.add(ordinalIn(films.values[i]!));
      }
    }
    for (const film of this.changed) this.weigh(film);
    const drift =
      Math.abs(this.logReviewed - this.logReviewedThen) * this.mostPeopleWorth + this.genres.drift();
    this.boundsMoved += this.changed.size;
    if (drift > mostDrift || this.boundsMoved > this.filmCount) this.renewBounds();
    else for (const film of this.changed) this.gridOf(film).raise(this.gridPlace(film), this.boundsOf(film));
    this.changed.clear();
  }

  /** Makes room for a whole store at once, rather than step by step. */
  reserve({ films, credits, otherCredits, reviews }: IndexSize): void {
    const allCredits = credits + otherCredits;
    if (films > this.filmIds.length) {
      this.filmIds = grown(this.filmIds, films);
      this.filmBounds = grown(this.filmBounds, films * boundStride);
    }
    this.films.reserve(films);
    this.people.reserve({ lists: films, values: credits });
    this.otherPeople.reserve({ lists: films, values: otherCredits });
    this.features.films.reserve({ lists: allCredits / 4, values: allCredits * 2 });
    this.reviews.ofFilm.reserve({ lists: films, values: reviews });
  }

  /** Gives back what growth has left unused: after much has been put. */
  compact(): void {
    this.people.compact();
    this.otherPeople.compact();
    this.features.films.compact();
    this.reviews.ofFilm.compact();
    this.reviewedGrid.films.compact();
    this.unreviewedGrid.films.compact();
  }

  private weigh(film: number): void {
    let worth = 0;
    let loss = 0;
    for (let i = this.people.start(film); i < this.people.end(film); i++) {
      const packed = this.people.values[i]!;
      const feature = ordinalIn(packed);
      const part = this.weightOf(feature) * this.billingWorths[placeIn(packed)]!;
      worth += part;
      loss += part * this.features.logCarriers[feature]!;
    }
    this.films.set(film, filmField.peopleWorth, worth);
    this.films.set(film, filmField.peopleLoss, loss);
    if (worth > this.mostPeopleWorth) this.mostPeopleWorth = worth;
  }

  private renewBounds(): void {
    this.logReviewedThen = this.logReviewed;
    this.boundsMoved = 0;
    this.genres.forgetNeighbours();
    this.reviewedGrid.renewBounds((film) => this.boundsOf(film));
    this.unreviewedGrid.renewBounds((film) => this.boundsOf(film));
  }

  private boundsOf(film: number): Bounds {
    const bounds = {
      damping: damping(this.profile, this.totalOf(film)),
      fame: this.films.get(film, filmField.fame),
    };
    const at = film * boundStride;
    this.filmBounds[at + boundField.fame] = bounds.fame;
    this.filmBounds[at + boundField.damping] = bounds.damping;
    this.filmBounds[at + boundField.year] = this.films.get(film, filmField.year);
    this.filmBounds[at + boundField.genreSet] = this.genreSetOf(film);
    return bounds;
  }

  private gridOf(film: number): GenreGrid {
    return this.isReviewed(film) ? this.reviewedGrid : this.unreviewedGrid;
  }

  private gridPlace(film: number) {
    return { film, genreSet: this.genreSetOf(film), year: this.films.get(film, filmField.year) };
  }

  private link(film: number): void {
    const isReviewed = this.isReviewed(film);
    for (let i = this.people.start(film); i < this.people.end(film); i++) {
      const packed = this.people.values[i]!;
      this.features.link(ordinalIn(packed), { ordinal: film, place: placeIn(packed), isReviewed });
    }
    for (let i = this.otherPeople.start(film); i < this.otherPeople.end(film); i++) {
      const packed = this.otherPeople.values[i]!;
      this.features.link(ordinalIn(packed), { ordinal: film, place: placeIn(packed), isReviewed: false });
    }
    this.gridOf(film).add(this.gridPlace(film));
    if (!isReviewed) return;
    this.reviewedFilms++;
    this.genres.addCarrier(this.genreSetOf(film), 1);
  }

  private unlink(film: number): void {
    const isReviewed = this.isReviewed(film);
    for (let i = this.people.start(film); i < this.people.end(film); i++) {
      const packed = this.people.values[i]!;
      this.features.unlink(ordinalIn(packed), { ordinal: film, place: placeIn(packed), isReviewed });
    }
    for (let i = this.otherPeople.start(film); i < this.otherPeople.end(film); i++) {
      const packed = this.otherPeople.values[i]!;
      this.features.unlink(ordinalIn(packed), { ordinal: film, place: placeIn(packed), isReviewed: false });
    }
    this.gridOf(film).remove(this.gridPlace(film));
    if (!isReviewed) return;
    this.reviewedFilms--;
    this.genres.addCarrier(this.genreSetOf(film), -1);
  }

  /**
   * In one order whoever writes them down, so that sums over them are the same to the last bit: directors, then
   * actors by place, then by id. Who is listed twice counts once, at the best place; who counts is none of the
   * others.
   */
  private peopleOf({ directorIds, actorIds, billings, otherIds }: FilmFacts) {
    const places = new Map<number, number>();
    const place = (id: number, at: number) => places.set(id, Math.min(at, places.get(id) ?? at));
    for (let i = 0; i < actorIds.length; i++) {
      const billing = billings[i]!;
      place(actorIds[i]!, billing < 0 ? lastPlace : Math.min(billing, lastPlace));
    }
    for (let i = 0; i < otherIds.length; i++) place(otherIds[i]!, lastPlace);
    const directors = new Set(Array.from(directorIds));
    const inOrder = [...places].sort(([idA, placeA], [idB, placeB]) => placeA - placeB || idA - idB);
    const isCounted = ([, at]: [number, number]) => at < this.profile.castDepth;
    const packed = (kind: PersonKind, id: number, at: number) =>
      withPlace(this.features.ordinalOf(kind, id), at);
    return {
      counted: [
        ...[...directors].sort((a, b) => a - b).map((id) => packed(personKinds.DIRECTOR, id, 0)),
        ...inOrder.filter(isCounted).map(([id, at]) => packed(personKinds.ACTOR, id, at)),
      ],
      others: inOrder
        .filter((entry) => !isCounted(entry) && !directors.has(entry[0]))
        .map(([id, at]) => packed(personKinds.OTHER, id, at)),
    };
  }

  private addOrdinal(filmId: number): number {
    const film = this.free.pop() ?? this.count++;
    if (film >= mostOrdinals) throw new RangeError('the index has room for 16 million films');
    if (film >= this.filmIds.length) this.filmIds = grown(this.filmIds, Math.ceil(film * 1.3));
    if (film * boundStride >= this.filmBounds.length) {
      this.filmBounds = grown(this.filmBounds, Math.ceil(film * 1.3) * boundStride);
    }
    this.films.makeRoom(film + 1);
    this.filmIds[film] = filmId;
    this.ordinals.set(filmId, film);
    return film;
  }
}
