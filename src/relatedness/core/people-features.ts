import { grown, IntLists } from './int-lists';
import { IntMap } from './int-map';

/**
 * In how many ways a person can be a feature. Directors and billed actors count for relatedness, and have the
 * ordinals of `relationKinds`. Every other credit is of the third kind and counts for nothing but chains and
 * collaborators.
 */
export const personKinds = { DIRECTOR: 0, ACTOR: 1, OTHER: 2 } as const;
export type PersonKind = (typeof personKinds)[keyof typeof personKinds];

/** An ordinal and a place, 0 to 255, in one number, and back. */
export const withPlace = (ordinal: number, place: number) => (ordinal << 8) | place;
export const ordinalIn = (packed: number) => packed >>> 8;
export const placeIn = (packed: number) => packed & 255;
/** Ordinals have 24 bits in a packed number. */
export const mostOrdinals = 1 << 24;
/** The place of who has none: unbilled actors and all who neither direct nor act; and of actors billed deeper. */
export const lastPlace = 255;

/** People as features of films: a person who directs, acts and writes is three features. */
export class PeopleFeatures {
  /** By feature ordinal. */
  kinds = new Uint8Array(1024);
  personIds = new Int32Array(1024);
  /** df: how many films that have a published review carry the feature. */
  carriers = new Int32Array(1024);
  /** ln(df + 1), as of the last `settle`. */
  logCarriers = new Float64Array(1024);
  /** The films that carry the feature, packed with its place in each. */
  readonly films = new IntLists();
  /** The next feature of the same person, round in a ring; itself where there is no other. */
  sameAs = new Int32Array(1024);

  private readonly ordinals = [new IntMap(), new IntMap(), new IntMap()] as const;
  private readonly free: number[] = [];
  private count = 0;
  /** What has changed since the last `settle`, with df as it was. */
  private readonly changed = new Map<number, number>();

  get size(): number {
    return this.count - this.free.length;
  }

  /** Ordinals are below this; some may belong to no feature any more. */
  get ordinalCount(): number {
    return this.count;
  }

  get byteLength(): number {
    const { kinds, personIds, carriers, logCarriers, films, sameAs, ordinals } = this;
    return [kinds, personIds, carriers, logCarriers, films, sameAs, ...ordinals].reduce(
      (sum, { byteLength }) => sum + byteLength,
      0,
    );
  }

  /** @throws RangeError if there are more than 16 million. */
  ordinalOf(kind: PersonKind, personId: number): number {
    const known = this.ordinals[kind].get(personId);
    if (known >= 0) return known;
    const feature = this.free.pop() ?? this.count++;
    if (feature >= mostOrdinals)
      throw new RangeError('the index has room for 16 million directors, actors and others');
    if (feature >= this.kinds.length) {
      const room = Math.ceil(feature * 1.3);
      this.kinds = grown(this.kinds, room);
      this.personIds = grown(this.personIds, room);
      this.carriers = grown(this.carriers, room);
      this.logCarriers = grown(this.logCarriers, room);
      this.sameAs = grown(this.sameAs, room);
    }
    const other = this.someFeatureOf(personId);
    this.sameAs[feature] = other < 0 ? feature : this.sameAs[other]!;
    if (other >= 0) this.sameAs[other] = feature;
    this.ordinals[kind].set(personId, feature);
    this.kinds[feature] = kind;
    this.personIds[feature] = personId;
    this.carriers[feature] = 0;
    this.logCarriers[feature] = 0;
    return feature;
  }

  /** -1 where the person is not known. */
  personWith(personId: number): number {
    const feature = this.someFeatureOf(personId);
    return feature < 0 ? -1 : this.personOf(feature);
  }

  /** The feature that stands for all those of a person: the lowest of them. */
  personOf(feature: number): number {
    let lowest = feature;
    for (let other = this.sameAs[feature]!; other !== feature; other = this.sameAs[other]!) {
      if (other < lowest) lowest = other;
    }
    return lowest;
  }

  /** All those of the feature's person, itself first. */
  featuresOf(feature: number): number[] {
    const features = [feature];
    for (let other = this.sameAs[feature]!; other !== feature; other = this.sameAs[other]!)
      features.push(other);
    return features;
  }

  /** @param film `isReviewed`: whether it counts in df; never, for a feature that does not count itself. */
  link(feature: number, film: { ordinal: number; place: number; isReviewed: boolean }): void {
    this.films.add(feature, withPlace(film.ordinal, film.place));
    if (film.isReviewed) this.addCarriers(feature, 1);
  }

  unlink(feature: number, film: { ordinal: number; place: number; isReviewed: boolean }): void {
    this.films.remove(feature, withPlace(film.ordinal, film.place));
    if (film.isReviewed) this.addCarriers(feature, -1);
    else this.changed.set(feature, this.changed.get(feature) ?? this.carriers[feature]!);
  }

  /** Brings `logCarriers` up to date. @returns the features whose df is another than before. */
  settle(): number[] {
    const moved: number[] = [];
    for (const [feature, before] of this.changed) {
      if (this.films.length(feature) === 0) this.release(feature);
      if (this.carriers[feature] === before) continue;
      this.logCarriers[feature] = Math.log(this.carriers[feature]! + 1);
      moved.push(feature);
    }
    this.changed.clear();
    return moved;
  }

  private addCarriers(feature: number, more: 1 | -1): void {
    const before = this.carriers[feature]!;
    if (!this.changed.has(feature)) this.changed.set(feature, before);
    this.carriers[feature] = before + more;
  }

  private someFeatureOf(personId: number): number {
    for (const ordinals of this.ordinals) {
      const feature = ordinals.get(personId);
      if (feature >= 0) return feature;
    }
    return -1;
  }

  private release(feature: number): void {
    const { kinds, personIds, ordinals, sameAs, free } = this;
    if (!ordinals[kinds[feature] as PersonKind].delete(personIds[feature]!)) return;
    let before = feature;
    while (sameAs[before] !== feature) before = sameAs[before]!;
    sameAs[before] = sameAs[feature]!;
    free.push(feature);
  }
}
