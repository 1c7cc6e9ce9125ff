import fc from 'fast-check';
import type { FilmFacts } from '../../../src/relatedness/core/relatedness-index';
import { histories, liveThrough, peopleCount, placesOn } from './credit-graph';

/** Every other person's films beside the person's, by the definition. */
function rankByLookingAtAll(films: Map<number, FilmFacts>, personId: number) {
  const newestFirst = [...films.values()].sort(
    (a, b) => (b.releaseYear ?? 0) - (a.releaseYear ?? 0) || a.id - b.id,
  );
  return Array.from({ length: peopleCount }, (_, i) => i + 1)
    .filter((id) => id !== personId)
    .map((id) => {
      const shared = newestFirst.filter((facts) => placesOn(facts).has(id) && placesOn(facts).has(personId));
      const places = shared.map((facts) => placesOn(facts).get(id)!);
      return {
        personId: id,
        filmIds: shared.map((facts) => facts.id),
        prominence: places
          .filter((place) => place < 255)
          .reduce((sum, place) => sum + Math.round(1e6 / (1 + place)), 0),
      };
    })
    .filter(({ filmIds }) => filmIds.length > 0)
    .sort(
      (a, b) => b.filmIds.length - a.filmIds.length || b.prominence - a.prominence || a.personId - b.personId,
    );
}

describe('collaborators', () => {
  it('are, in any store and whatever has happened to it, those that looking at everyone finds', () => {
    let [found, byProminence, byId] = [0, 0, 0];
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 5 }), (history, first) => {
        const { ranking, films } = liveThrough(history);
        for (let personId = 1; personId <= peopleCount; personId++) {
          const wanted = rankByLookingAtAll(films, personId);
          expect(ranking.rankCollaborators({ personId, first })).toEqual({
            entries: wanted.slice(0, first).map(({ prominence: _, ...entry }) => entry),
            total: wanted.length,
          });
          found += wanted.length;
          for (const [i, entry] of wanted.slice(1).entries()) {
            if (entry.filmIds.length !== wanted[i]!.filmIds.length) continue;
            if (entry.prominence === wanted[i]!.prominence) byId++;
            else byProminence++;
          }
        }
      }),
      { seed: Number(process.env.FC_SEED ?? Date.now() % 2 ** 31), numRuns: 60 },
    );
    // Enough of each was compared for the equality to mean something.
    expect(found).toBeGreaterThan(500);
    expect(byProminence).toBeGreaterThan(50);
    expect(byId).toBeGreaterThan(50);
  });

  it('are none of someone who is not known', () => {
    expect(liveThrough([]).ranking.rankCollaborators({ personId: 7, first: 10 })).toEqual({
      entries: [],
      total: 0,
    });
  });
});
