import { filmField, filmStride } from './film-table';
import { ordinalIn, placeIn } from './people-features';
import { type RelationKind, relationKinds } from './profile';
import type { Reach } from './reach';
import type { RelatednessIndex } from './relatedness-index';
import {
  contributionUnits,
  damping,
  eraFactor,
  eraScale,
  genreFactor,
  peopleFactor,
  receptionFactor,
  unitsPerPoint,
} from './score';

export interface Reason {
  kind: RelationKind;
  /** Of the person or the genre; 0 for nearness of years. */
  id: number;
  /** Its part of the score, in units. */
  units: number;
}

/** Most units first, nearness of years last; equal ones in the order of `relationKinds`, then of ids. */
export function compareReasons(a: Reason, b: Reason): number {
  return (
    Number(a.kind === 'ERA') - Number(b.kind === 'ERA') ||
    b.units - a.units ||
    relationKinds.indexOf(a.kind) - relationKinds.indexOf(b.kind) ||
    a.id - b.id
  );
}

/** One film, and which kinds count: what there is to compare every other film with. */
export interface Question {
  film: number;
  year: number;
  genreSet: number;
  /** The people of the film that count, as features, and what sharing each says of a film that has it at the top. */
  features: number[];
  worths: number[];
  /** By place in `features`: the place of the same person in another role, -1 where there is none. */
  otherRoles: number[];
  /** By place in `features`: what is shared of it with the film that is being looked at; 0 at all other times. */
  shared: Float64Array;
  countsGenres: boolean;
  countsEra: boolean;
  /** The most that reception can be with any film; above 0. */
  mostReception: number;
  /** How far fame and reception can take a film together. */
  reach: Reach;
  /** By how much units of a sum may be off for rounding each of its parts. */
  roundingUnits: number;
}

export function questionAbout(
  index: RelatednessIndex,
  film: number,
  kinds: readonly RelationKind[] = relationKinds,
): Question {
  const { people, features: known, profile, billingWorths } = index;
  const features: number[] = [];
  const worths: number[] = [];
  for (let i = people.start(film); i < people.end(film); i++) {
    const packed = people.values[i]!;
    const feature = ordinalIn(packed);
    if (!kinds.includes(relationKinds[known.kinds[feature]!]!)) continue;
    const worth = index.weightOf(feature) * index.rarityOf(feature) * billingWorths[placeIn(packed)]!;
    if (worth <= 0) continue;
    features.push(feature);
    worths.push(worth);
  }
  const persons = features.map((feature) => known.personIds[feature]!);
  const genreSet = index.genreSetOf(film);
  return {
    film,
    year: index.films.get(film, filmField.year),
    genreSet,
    features,
    worths,
    otherRoles: persons.map((person, at) => persons.findIndex((other, i) => i !== at && other === person)),
    shared: new Float64Array(features.length),
    countsGenres: kinds.includes('GENRE') && profile.weights.GENRE > 0,
    countsEra: kinds.includes('ERA') && profile.weights.ERA > 0,
    mostReception: mostReception(index, film),
    reach: index.reaches.from(isReceptionKnown(index, film) ? index.films.get(film, filmField.voters) : null),
    roundingUnits: features.length + index.genres.members[genreSet]!.length + 2,
  };
}

/**
 * What the question's film and another come to, exactly by the definition: README.md in the folder above.
 * @param reasons is given what they share, in no order; their units add up to the result.
 * @returns 0 where no person and no genre is shared.
 */
export function relationUnits(
  index: RelatednessIndex,
  question: Question,
  film: number,
  reasons?: Reason[],
): number {
  const { profile, films } = index;
  const ofPair = films.get(film, filmField.fame) * receptionBetween(index, question.film, film);
  const common = damping(profile, index.totalOf(film)) * ofPair;
  const genres = index.genres.inCommon(question.genreSet, index.genreSetOf(film));
  let units = peopleUnits(index, question, { film, common }, reasons);
  if (question.countsGenres && genres.shared > 0) {
    units += genreUnits(index, question, { film, factor: genreFactor(profile, genres) * common }, reasons);
  }
  if (units > 0 && question.countsEra) {
    const worth = eraWorth(index, question.year, films.get(film, filmField.year));
    const ofEra = Math.round(worth * eraFactor(profile, genres) * ofPair * unitsPerPoint);
    if (ofEra > 0) reasons?.push({ kind: 'ERA', id: 0, units: ofEra });
    units += ofEra;
  }
  return units;
}

function isReceptionKnown({ films }: RelatednessIndex, film: number): boolean {
  return !Number.isNaN(films.get(film, filmField.rating));
}

/** Where nothing is known of how audiences took the film, it is the same with all others. */
function mostReception(index: RelatednessIndex, film: number): number {
  return isReceptionKnown(index, film) ? 1 : Math.max(1e-9, receptionBetween(index, film, film));
}

/** By what all that two films share is multiplied for how audiences took them: above 1 never. */
export function receptionBetween({ profile, films }: RelatednessIndex, filmA: number, filmB: number): number {
  if (profile.receptionContrast === 0) return 1;
  const { values } = films;
  const [a, b] = [filmA * filmStride, filmB * filmStride];
  return receptionFactor(profile, {
    ratings: values[a + filmField.rating]! - values[b + filmField.rating]!,
    voters: values[a + filmField.voters]! - values[b + filmField.voters]!,
  });
}

/** 0 where a year is not known. */
export function eraWorth({ eraWorths, logReviewed }: RelatednessIndex, yearA: number, yearB: number): number {
  const years = Math.abs(yearA - yearB);
  return years < eraWorths.length ? eraWorths[years]! * eraScale(logReviewed) : 0;
}

function peopleUnits(
  { people, features, billingWorths, profile }: RelatednessIndex,
  question: Question,
  { film, common }: { film: number; common: number },
  reasons: Reason[] | undefined,
): number {
  const { shared, otherRoles } = question;
  const end = people.end(film);
  for (let i = people.start(film); i < end; i++) {
    const packed = people.values[i]!;
    const at = question.features.indexOf(ordinalIn(packed));
    if (at >= 0) shared[at] = question.worths[at]! * billingWorths[placeIn(packed)]!;
  }
  let persons = 0;
  for (let at = 0; at < shared.length; at++) {
    // Who is shared in two roles is one person: counted at the second.
    const isCounted = otherRoles[at]! > at && shared[otherRoles[at]!]! > 0;
    if (shared[at]! > 0 && !isCounted) persons++;
  }
  if (persons === 0) return 0;
  const factor = peopleFactor(profile, persons) * common;
  let units = 0;
  for (let at = 0; at < shared.length; at++) {
    if (shared[at] === 0) continue;
    const part = contributionUnits(shared[at]! * factor);
    shared[at] = 0;
    units += part;
    const feature = question.features[at]!;
    reasons?.push({
      kind: relationKinds[features.kinds[feature]!]!,
      id: features.personIds[feature]!,
      units: part,
    });
  }
  return units;
}

function genreUnits(
  index: RelatednessIndex,
  { genreSet }: Question,
  { film, factor }: { film: number; factor: number },
  reasons: Reason[] | undefined,
): number {
  const { genres, profile } = index;
  const ours = genres.members[genreSet]!;
  const theirs = genres.members[index.genreSetOf(film)]!;
  let units = 0;
  for (const genre of ours) {
    const worth = profile.weights.GENRE * genres.rarityOf(genre);
    if (worth <= 0 || !theirs.includes(genre)) continue;
    const part = contributionUnits(worth * factor);
    units += part;
    reasons?.push({ kind: 'GENRE', id: genres.genreIds[genre]!, units: part });
  }
  return units;
}
