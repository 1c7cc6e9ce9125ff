import type { RelationKind } from './profile';
import { compareReasons, type Question, type Reason, relationUnits } from './question';
import type { RelatednessIndex } from './relatedness-index';

/** A film that has been read about, in some reviews. */
export interface ReadFilm {
  question: Question;
  reviewIds: number[];
}

/** What all the films that share a feature with a film say for it. */
export interface EvidenceReason {
  kind: RelationKind;
  /** Of the person or the genre; 0 for nearness of years. */
  id: number;
  units: number;
  /** The read reviews of these films: of the film that says most first, then the lowest id. */
  readIds: number[];
}

/** What films that have been read say of another: whole numbers, the same in any order. */
export function evidenceUnits(index: RelatednessIndex, read: readonly ReadFilm[], film: number): number {
  let units = 0;
  for (const { question } of read) units += relationUnits(index, question, film);
  return units;
}

/** @returns the reasons, ordered as those of one film; their units add up to `evidenceUnits`. */
export function evidenceReasons(
  index: RelatednessIndex,
  read: readonly ReadFilm[],
  film: number,
): EvidenceReason[] {
  const merged = new Map<string, Reason & { parts: { units: number; id: number }[] }>();
  for (const { question, reviewIds } of read) {
    const reasons: Reason[] = [];
    relationUnits(index, question, film, reasons);
    for (const { kind, id, units } of reasons) {
      const key = `${kind} ${id}`;
      const reason = merged.get(key) ?? { kind, id, units: 0, parts: [] };
      merged.set(key, reason);
      reason.units += units;
      for (const reviewId of reviewIds) reason.parts.push({ units, id: reviewId });
    }
  }
  return [...merged.values()].sort(compareReasons).map(({ parts, ...reason }) => ({
    ...reason,
    readIds: parts.sort((a, b) => b.units - a.units || a.id - b.id).map(({ id }) => id),
  }));
}
