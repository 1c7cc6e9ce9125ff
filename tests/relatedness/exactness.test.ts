import fc from 'fast-check';
import { plainProfile, type RelationKind, relationKinds } from '../../src/relatedness/core/profile';
import {
  type RelatedFilm,
  type RelatedReview,
  rankFilms,
  rankReviews,
} from '../../src/relatedness/core/rank';
import { buildIndex } from '../../src/relatedness/core/relatedness-index';
import { loadCatalogueFacts } from '../../src/relatedness/relatedness.store';
import { createStore, type TestStore } from '../support/store';
import { catalogues, storeCatalogue } from './catalogue';
import { type OracleEntry, oracleFilms, oracleReviews } from './oracle';

const profiles = fc.record({
  name: fc.constant('random'),
  version: fc.constant(1),
  weights: fc.record({
    DIRECTOR: fc.constantFrom(0, 0.5, 1, 3),
    ACTOR: fc.constantFrom(0, 0.75, 1),
    GENRE: fc.constantFrom(0, 1, 0.3),
  }),
  billingSlope: fc.constantFrom(0, 0.35, 1),
  castDepth: fc.constantFrom(1, 4, 15),
});

const queries = fc.record({
  first: fc.integer({ min: 1, max: 20 }),
  kinds: fc.option(fc.subarray([...relationKinds]) as fc.Arbitrary<RelationKind[]>, {
    nil: undefined,
    freq: 1,
  }),
  exclude: fc.array(fc.integer({ min: 1, max: 18 }), { maxLength: 4 }),
  minScore: fc.constantFrom(0, 0, 0, 0, 0.05, 0.3, 1),
  perFilm: fc.integer({ min: 1, max: 3 }),
});

describe('the index, beside SQL that ranks every film by the definition', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await createStore();
  });
  afterAll(() => store.drop());

  it('gives the same films and reviews, entry for entry, with the same scores and reasons', async () => {
    let entriesSeen = 0;
    let tiesSeen = 0;
    await fc.assert(
      fc.asyncProperty(
        catalogues,
        fc.oneof(fc.constant(plainProfile), profiles),
        queries,
        async (catalogue, profile, query) => {
          await storeCatalogue(store.sql, catalogue);
          const index = buildIndex(await loadCatalogueFacts(store.dataSource), profile);
          for (let filmId = 1; filmId <= catalogue.films.length; filmId++) {
            const asked = { ...query, filmId };
            const films = await oracleFilms(store.sql, asked, profile);
            const reviews = await oracleReviews(store.sql, asked, profile);
            expect(rankFilms(index, asked).entries).toEqual(films.map(toFilm));
            const ranked = rankReviews(index, { ...asked, exclude: new Set(asked.exclude) });
            expect(ranked.entries).toEqual(reviews.map(toReview));
            const all = await oracleReviews(store.sql, { ...asked, first: 10_000 }, profile);
            expect(ranked.total).toBe(all.length);
            entriesSeen += reviews.length;
            tiesSeen += reviews.filter((entry, i) => i > 0 && entry.units === reviews[i - 1]!.units).length;
          }
        },
      ),
      { numRuns: 150, seed: Number(process.env.FC_SEED ?? Date.now() % 2 ** 31) },
    );
    // Enough was compared, ties too, for the equality to mean something.
    expect(entriesSeen).toBeGreaterThan(1000);
    expect(tiesSeen).toBeGreaterThan(100);
  });
});

function toFilm({ filmId, units, scale, reasons }: OracleEntry): RelatedFilm {
  return {
    filmId,
    score: units / scale,
    reasons: reasons.map((reason) => ({
      kind: reason.kind,
      id: reason.id,
      contribution: reason.units / scale,
    })),
  };
}

function toReview(entry: OracleEntry): RelatedReview {
  return { reviewId: entry.reviewId!, ...toFilm(entry) };
}
