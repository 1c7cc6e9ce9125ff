import fc from 'fast-check';
import type { FilmOrPerson } from '../../src/relatedness/core/path';
import { defaultProfile } from '../../src/relatedness/core/profile';
import type { Ranking } from '../../src/relatedness/core/rank';
import { startQuietFollower } from '../support/follower';
import { createStore, type TestStore } from '../support/store';
import { type Catalogue, catalogues, peopleCount, storeCatalogue } from './catalogue';
import { changes, makeChange } from './catalogue-changes';
import { oracleCollaborators, oraclePath } from './credit-oracle';

jest.setTimeout(240_000);

describe('chains and collaborators, beside SQL over the credits themselves', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await createStore();
  });
  afterAll(() => store.drop());

  let [chains, unconnected, collaborators] = [0, 0, 0];

  async function expectSame(ranking: Ranking, { films }: Catalogue): Promise<void> {
    const people = Array.from(
      { length: peopleCount },
      (_, i): FilmOrPerson => ({ type: 'Person', id: i + 1 }),
    );
    const everything = [...films.map((_, i): FilmOrPerson => ({ type: 'Film', id: i + 1 })), ...people];
    const from = everything[films.length % everything.length]!;
    for (const to of everything.filter((other) => other !== from)) {
      const wanted = await oraclePath(store.sql, from, to);
      expect(ranking.findPath(from, to)).toEqual(wanted);
      expect(ranking.findPath(to, from)).toEqual(await oraclePath(store.sql, to, from));
      if (wanted) chains++;
      else unconnected++;
    }
    for (const { id: personId } of people) {
      const wanted = await oracleCollaborators(store.sql, personId);
      expect(ranking.rankCollaborators({ personId, first: 3 })).toEqual({
        entries: wanted.slice(0, 3),
        total: wanted.length,
      });
      collaborators += wanted.length;
    }
  }

  const settings = { seed: Number(process.env.FC_SEED ?? Date.now() % 2 ** 31), numRuns: 40 };
  /** Shallow, so that actors deeper than it are many. */
  const profile = { ...defaultProfile, castDepth: 3 };

  it('are the same, in a store that was read whole and after any changes that were followed', async () => {
    await fc.assert(
      fc.asyncProperty(catalogues, fc.array(changes, { maxLength: 12 }), async (catalogue, changesToMake) => {
        await storeCatalogue(store.sql, catalogue);
        const follower = await startQuietFollower(store.url, profile);
        await expectSame(follower.relatedness, catalogue);
        for (const change of changesToMake) {
          await makeChange(store.sql, change);
          if (change.isFollowedAtOnce) await follower.catchUp();
        }
        await follower.catchUp();
        await expectSame(follower.relatedness, catalogue);
        await follower.stop();
      }),
      settings,
    );
    // Enough was compared for the equality to mean something.
    expect(chains).toBeGreaterThan(200);
    expect(unconnected).toBeGreaterThan(0);
    expect(collaborators).toBeGreaterThan(200);
  });
});
