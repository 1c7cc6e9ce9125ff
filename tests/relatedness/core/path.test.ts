import fc from 'fast-check';
import type { FilmOrPerson } from '../../../src/relatedness/core/path';
import type { FilmFacts } from '../../../src/relatedness/core/relatedness-index';
import { everything, histories, liveThrough, placesOn } from './credit-graph';
import { nothing } from './made-up-films';

const film = (id: number): FilmOrPerson => ({ type: 'Film', id });
const person = (id: number): FilmOrPerson => ({ type: 'Person', id });
const nameOf = ({ type, id }: FilmOrPerson) => `${type} ${id}`;

function pathIn(films: FilmFacts[], from: FilmOrPerson, to: FilmOrPerson) {
  const { ranking } = liveThrough(
    films.map((facts) => ({ film: facts, isRemoved: false, isSettled: false })),
  );
  return ranking.findPath(from, to);
}

describe('a chain of films and people', () => {
  it('leads over whom two films share', () => {
    const films = [
      { ...nothing, id: 1, directorIds: [10] },
      { ...nothing, id: 2, otherIds: [10] },
    ];
    expect(pathIn(films, film(1), film(2))).toEqual([film(1), person(10), film(2)]);
  });

  it('has no step from a thing to itself, even where the index does not know it', () => {
    expect(pathIn([], film(1), film(1))).toEqual([film(1)]);
    expect(pathIn([], person(1), person(1))).toEqual([person(1)]);
  });

  it('keeps a film and a person of the same id apart', () => {
    const films = [{ ...nothing, id: 1, directorIds: [1] }];
    expect(pathIn(films, film(1), person(1))).toEqual([film(1), person(1)]);
  });

  it.each<[string, Partial<FilmFacts>]>([
    ['directors', { directorIds: [10, 11] }],
    ['billed actors', { actorIds: [10, 11], billings: [0, 1] }],
    ['actors deeper than relatedness goes', { actorIds: [10, 11], billings: [40, 4_000] }],
    ['unbilled actors and other roles', { otherIds: [10, 11] }],
  ])('leads over %s', (_who, credits) => {
    expect(pathIn([{ ...nothing, id: 1, ...credits }], person(10), person(11))).toEqual([
      person(10),
      film(1),
      person(11),
    ]);
  });

  it.each<[string, Partial<FilmFacts>, Partial<FilmFacts>]>([
    ['a director before an actor', { directorIds: [20] }, { actorIds: [10], billings: [1] }],
    ['the higher billed actor', { actorIds: [20], billings: [3] }, { actorIds: [10], billings: [4] }],
    ['a deep actor before the crew', { actorIds: [20], billings: [200] }, { otherIds: [10] }],
    [
      'who directs and plays a small part, as a director',
      { directorIds: [20], actorIds: [20], billings: [90] },
      { actorIds: [10], billings: [1] },
    ],
    [
      'who plays and writes, as an actor',
      { actorIds: [20], billings: [9], otherIds: [20] },
      { otherIds: [10] },
    ],
  ])('takes, of equally short ones, %s', (_what, better, worse) => {
    const both = { ...nothing };
    for (const name of ['directorIds', 'actorIds', 'billings', 'otherIds'] as const) {
      both[name] = [...Array.from(worse[name] ?? []), ...Array.from(better[name] ?? [])];
    }
    const films = [
      { ...both, id: 1 },
      { ...both, id: 2 },
    ];
    expect(pathIn(films, film(1), film(2))).toEqual([film(1), person(20), film(2)]);
  });

  it('takes, of equally prominent ones, the lower id where they first differ', () => {
    // From film 1 to film 2: over person 12, film 3, person 14; or over person 11, film 4, person 15.
    const films = [
      { ...nothing, id: 1, otherIds: [12, 11] },
      { ...nothing, id: 3, otherIds: [12, 14] },
      { ...nothing, id: 4, otherIds: [11, 15] },
      { ...nothing, id: 2, otherIds: [14, 15] },
    ];
    const over = (...ids: [number, number, number]) => [person(ids[0]), film(ids[1]), person(ids[2])];
    expect(pathIn(films, film(1), film(2))).toEqual([film(1), ...over(11, 4, 15), film(2)]);
    expect(pathIn(films, film(2), film(1))).toEqual([film(2), ...over(14, 3, 12), film(1)]);
  });

  it('does so at either end, in whatever order the films came', () => {
    // Person 1 and person 2 share films 5 and 4; from there on there is one way to film 9, which has a large cast.
    const films = [
      { ...nothing, id: 5, otherIds: [1, 2] },
      { ...nothing, id: 4, otherIds: [1, 2] },
      { ...nothing, id: 7, otherIds: [2, 3] },
      { ...nothing, id: 9, otherIds: [3, 60, 61, 62, 63] },
    ];
    const chain = [person(1), film(4), person(2), film(7), person(3), film(9)];
    for (const inOrder of [films, films.toReversed()]) {
      expect(pathIn(inOrder, person(1), film(9))).toEqual(chain);
      expect(pathIn(inOrder, film(9), person(1))).toEqual(chain.toReversed());
    }
  });
});

/** All shortest chains written down, and the best of them by the rule. */
function findByEnumeration(films: Map<number, FilmFacts>, from: FilmOrPerson, to: FilmOrPerson) {
  const credits = [...films.values()].flatMap((facts) =>
    [...placesOn(facts)].map(([id, place]) => ({ film: film(facts.id), person: person(id), place })),
  );
  const nextTo = (node: FilmOrPerson) =>
    credits.flatMap((credit) =>
      nameOf(credit.film) === nameOf(node)
        ? [{ node: credit.person, place: credit.place }]
        : nameOf(credit.person) === nameOf(node)
          ? [{ node: credit.film, place: credit.place }]
          : [],
    );
  let chains = [{ nodes: [from], places: 0 }];
  const seen = new Set([nameOf(from)]);
  while (chains.length > 0) {
    const complete = chains.filter(({ nodes }) => nameOf(nodes.at(-1)!) === nameOf(to));
    if (complete.length > 0) {
      complete.sort((a, b) => a.places - b.places || compareIds(a.nodes, b.nodes));
      const [best, second] = complete;
      return { nodes: best!.nodes, isTie: second?.places === best!.places };
    }
    chains = chains.flatMap(({ nodes, places }) =>
      nextTo(nodes.at(-1)!)
        .filter(({ node }) => !seen.has(nameOf(node)))
        .map(({ node, place }) => ({ nodes: [...nodes, node], places: places + place })),
    );
    for (const { nodes } of chains) seen.add(nameOf(nodes.at(-1)!));
  }
  return null;
}

function compareIds(a: FilmOrPerson[], b: FilmOrPerson[]): number {
  const at = a.findIndex(({ id }, i) => id !== b[i]!.id);
  return at < 0 ? 0 : a[at]!.id - b[at]!.id;
}

describe('chains in any store, whatever has happened to it', () => {
  it('are the best of all that there are, and none where there is none', () => {
    let [unconnected, ties, longest] = [0, 0, 0];
    fc.assert(
      fc.property(histories, (history) => {
        const { ranking, films } = liveThrough(history);
        for (const from of everything) {
          for (const to of everything) {
            if (from === to) continue;
            const wanted = findByEnumeration(films, from, to);
            expect(ranking.findPath(from, to)).toEqual(wanted?.nodes ?? null);
            if (!wanted) unconnected++;
            if (wanted?.isTie) ties++;
            longest = Math.max(longest, wanted?.nodes.length ?? 0);
          }
        }
      }),
      { seed: Number(process.env.FC_SEED ?? Date.now() % 2 ** 31), numRuns: 60 },
    );
    // Enough of each was compared for the equality to mean something.
    expect(unconnected).toBeGreaterThan(500);
    expect(ties).toBeGreaterThan(100);
    expect(longest).toBeGreaterThan(8);
  });

  it('are found by an index that grows between two questions', () => {
    const { ranking } = liveThrough([]);
    const films = Array.from({ length: 3_000 }, (_, i) => ({ ...nothing, id: i, otherIds: [i, i + 1] }));
    for (const facts of films) {
      ranking.index.put(facts);
      if (facts.id % 500 !== 499) continue;
      ranking.index.settle();
      expect(ranking.findPath(film(0), film(facts.id))).toHaveLength(facts.id * 2 + 1);
      expect(ranking.findPath(film(facts.id - 2), film(facts.id))).toHaveLength(5);
    }
  });
});
