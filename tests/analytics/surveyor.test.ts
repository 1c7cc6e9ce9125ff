import { setImmediate as nextTurn } from 'node:timers/promises';
import { CountedLinks } from '../../src/analytics/counted-links';
import { Surveyor } from '../../src/analytics/surveyor';
import type { EditorialRule } from '../../src/relatedness/core/editorial-rules';
import { defaultProfile } from '../../src/relatedness/core/profile';
import { Ranking } from '../../src/relatedness/core/rank';
import { rankingOf } from '../../src/relatedness/core/ranking-of';
import { madeUpFilm, randomNumbers } from '../relatedness/core/made-up-films';

const filmCount = 400;
const films = () => {
  const random = randomNumbers(8);
  return Array.from({ length: filmCount }, (_, i) => madeUpFilm(i + 1, random));
};

const surveyors: Surveyor[] = [];
function surveyorOf(
  options: Partial<ConstructorParameters<typeof Surveyor>[0]> & { ranking?: Ranking } = {},
) {
  const { ranking = rankingOf(defaultProfile, films()), ...rest } = options;
  const surveyor = new Surveyor({
    relatedness: () => ranking,
    waitMs: 60_000,
    freshWithinMs: 60_000,
    ...rest,
  });
  surveyors.push(surveyor);
  return { surveyor, ranking };
}
afterEach(async () => {
  jest.restoreAllMocks();
  for (const surveyor of surveyors.splice(0)) await surveyor.stop();
});

/** Has the list of one review changed, as a rule of an editor does. */
function decide({ index }: Ranking, rule: Omit<EditorialRule, 'reviewId' | 'relatedId'>) {
  const random = randomNumbers(8);
  const facts = Array.from({ length: filmCount }, (_, i) => madeUpFilm(i + 1, random));
  const of = facts.find(({ reviews }) => reviews.length > 0)!;
  const related = facts.findLast(({ reviews }) => reviews.length > 0)!.reviews[0]!;
  const reviewId = of.reviews[0]!.id;
  index.put({ ...of, rules: [{ reviewId, relatedId: related.id, ...rule }] });
  index.settle();
  return { reviewId, relatedId: related.id };
}

/** How many turns others have until it is done. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let isDone = false;
  const settled = work.then(() => {
    isDone = true;
  });
  let turns = 0;
  for (; !isDone; turns++) await nextTurn();
  await settled;
  return turns;
}

describe('a survey of the links', () => {
  it('gives others a turn after each slice', async () => {
    const { surveyor } = surveyorOf({ sliceMs: 0 });
    expect(await turnsDuring(surveyor.latest())).toBeGreaterThanOrEqual(filmCount);
  });

  it('takes no turn more than it needs', async () => {
    jest.spyOn(Date, 'now').mockReturnValue(1_800_000_000_000);
    const { surveyor } = surveyorOf();
    expect(await turnsDuring(surveyor.latest())).toBeLessThan(10);
  });

  it('is made once for all who wait, and stays while nothing changes', async () => {
    const { surveyor, ranking } = surveyorOf({ sliceMs: 0 });
    const rankReviews = jest.spyOn(ranking, 'rankReviews');
    const [first, second] = await Promise.all([surveyor.latest(), surveyor.latest()]);
    const { length } = rankReviews.mock.calls;
    expect(length).toBeGreaterThan(filmCount / 2);
    expect(second).toBe(first);
    expect(await surveyor.latest()).toBe(first);
    expect(rankReviews.mock.calls).toHaveLength(length);
  });

  it('is refused while the first is made, with how far it is, and then is there', async () => {
    const { surveyor } = surveyorOf({ sliceMs: 0, waitMs: 0 });
    await expect(surveyor.latest()).rejects.toMatchObject({
      message: expect.stringMatching(/^This is being counted: \d+ % are done\. Ask again in some seconds\.$/),
      extensions: { code: 'SERVICE_UNAVAILABLE' },
    });
    let survey: Awaited<ReturnType<Surveyor['latest']>> | undefined;
    while (!survey) {
      await nextTurn();
      survey = await surveyor.latest().catch(() => undefined);
    }
    expect(new CountedLinks(survey).fullness.full).toBeGreaterThan(0);
  });

  it('waits no longer than whoever asks', async () => {
    const { surveyor } = surveyorOf({ sliceMs: 0 });
    await expect(surveyor.latest(AbortSignal.abort())).rejects.toMatchObject({
      extensions: { code: 'SERVICE_UNAVAILABLE' },
    });
  });

  it('is made anew when the index has changed, and is the old one meanwhile', async () => {
    const { surveyor, ranking } = surveyorOf({ sliceMs: 0, freshWithinMs: 0 });
    const before = await surveyor.latest();
    decide(ranking, { kind: 'PIN', expiresAt: null });
    expect(await surveyor.latest()).toBe(before);
    let after = before;
    while (after === before) {
      await nextTurn();
      after = await surveyor.latest();
    }
    expect(after.begunAt).toBeGreaterThanOrEqual(before.begunAt);
  });

  it('has what was decided before it was asked for, though another was being made just then', async () => {
    const { surveyor, ranking } = surveyorOf({ sliceMs: 0, freshWithinMs: 60_000 });
    await surveyor.latest();
    decide(ranking, { kind: 'HIDE', expiresAt: null });
    const underWay = surveyor.latest();
    await nextTurn();
    const { relatedId } = decide(ranking, { kind: 'PIN', expiresAt: null });
    const seen = await surveyor.latest();
    expect(seen.listsWith(seen.ordinalOf(relatedId))).toBeGreaterThan(0);
    await underWay;
  });

  it('is made anew when a rule has ended', async () => {
    const now = jest.spyOn(Date, 'now').mockReturnValue(1_800_000_000_000);
    const { surveyor, ranking } = surveyorOf();
    const listsWith = async (reviewId: number) => {
      const survey = await surveyor.latest();
      return survey.listsWith(survey.ordinalOf(reviewId));
    };
    const { relatedId } = decide(ranking, { kind: 'PIN', expiresAt: 1_800_000_001_000 });
    const pinned = await listsWith(relatedId);
    now.mockReturnValue(1_800_000_000_999);
    expect(await listsWith(relatedId)).toBe(pinned);
    now.mockReturnValue(1_800_000_001_000);
    expect(await listsWith(relatedId)).toBe(pinned - 1);
  });

  it('is of the profile that is active now', async () => {
    const other = rankingOf({ ...defaultProfile, name: 'other' }, films());
    let { ranking } = surveyorOf();
    const { surveyor } = surveyorOf({ relatedness: () => ranking });
    expect((await surveyor.latest()).profile).toBe('default@2');
    ranking = other;
    expect((await surveyor.latest()).profile).toBe('other@2');
  });

  it('ends with the service', async () => {
    const { surveyor, ranking } = surveyorOf({ sliceMs: 0 });
    const rankReviews = jest.spyOn(ranking, 'rankReviews');
    const refused = expect(surveyor.latest()).rejects.toThrow();
    await nextTurn();
    await surveyor.stop();
    await refused;
    const { length } = rankReviews.mock.calls;
    for (let turn = 0; turn < filmCount; turn++) await nextTurn();
    expect(rankReviews.mock.calls).toHaveLength(length);
  });
});
