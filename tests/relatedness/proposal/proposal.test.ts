import { defaultProfile, type RelationKind, relationKinds } from '../../../src/relatedness/core/profile';
import { type ClickCount, fitClickModel } from '../../../src/relatedness/proposal/click-model';
import { attractionOfKinds } from '../../../src/relatedness/proposal/kinds-attraction';
import { leastClicks, type Proposal, proposeWeights } from '../../../src/relatedness/proposal/proposal';
import { randomNumbers } from '../core/made-up-films';
import { attractedBy, countClicks, directorsFirst, type Shown } from './readers';

const examination = [1, 0.7, 0.5, 0.35, 0.25, 0.2];

const totalOf = (counts: readonly ClickCount[], figure: 'clicks' | 'impressions') =>
  counts.reduce((sum, count) => sum + count[figure], 0);
const clickThroughOf = (counts: readonly ClickCount[], kind: RelationKind) => {
  const withKind = counts.filter(({ kinds }) => kinds.includes(kind));
  return totalOf(withKind, 'clicks') / totalOf(withKind, 'impressions');
};
const propose = (counts: readonly ClickCount[]) => proposeWeights(defaultProfile, counts) as Proposal;
const worthOf = ({ kinds }: Proposal, kind: RelationKind) => kinds.find((each) => each.kind === kind)!.worth;
const changedIn = ({ kinds }: Proposal) =>
  kinds.filter(({ weightBefore, weightAfter }) => weightBefore !== weightAfter).map(({ kind }) => kind);
const holds = ({ low, high }: { low: number; high: number }, truth: number) => low <= truth && truth <= high;

const seeds = Array.from({ length: 20 }, (_, seed) => seed);
const alike = seeds.map((seed) =>
  countClicks(directorsFirst(3000), { examination, attraction: attractedBy(0.06, {}) }, randomNumbers(seed)),
);
const worths = { DIRECTOR: 1.6, GENRE: 0.7 };
const different = seeds.map((seed) =>
  countClicks(
    directorsFirst(3000),
    { examination, attraction: attractedBy(0.06, worths) },
    randomNumbers(seed),
  ),
);

describe('the click model', () => {
  it('finds how much places are looked at and what attracts: 95 intervals of 100 hold the truth, within a fifth of it', () => {
    const attraction = attractedBy(0.06, worths);
    const found = different.flatMap((counts) => {
      const model = fitClickModel(counts);
      return [
        ...model.examination.slice(1).map((place) => ({ ...place, truth: examination[place.slot]! })),
        ...attractionOfKinds(model).map((set) => ({ ...set, truth: attraction(set.kinds) })),
      ];
    });
    const share = found.filter((each) => holds(each, each.truth)).length / found.length;
    expect(share).toBeGreaterThan(0.9);
    const error =
      found.reduce((sum, { value, truth }) => sum + Math.log(value / truth) ** 2, 0) / found.length;
    expect(Math.sqrt(error)).toBeLessThan(Math.log(1.2));
  });

  it('gives the same whatever the order of the counts, and however they are split', () => {
    const counts = different[0]!;
    const halves = counts.flatMap(({ impressions, clicks, ...sort }) => {
      const half = { impressions: Math.floor(impressions / 2), clicks: Math.floor(clicks / 2) };
      return [
        { ...sort, ...half },
        { ...sort, impressions: impressions - half.impressions, clicks: clicks - half.clicks },
      ];
    });
    const [one, other] = [counts, halves.toReversed()].map(
      (each) => fitClickModel(each).examination.map(({ value }) => value) as number[],
    );
    other!.forEach((value, i) => {
      expect(value).toBeCloseTo(one![i]!, 6);
    });
  });

  it('bears places and sorts without a click', () => {
    const counts = [
      { slot: 0, kinds: ['DIRECTOR' as const], profile: 'a@1', impressions: 1000, clicks: 50 },
      { slot: 1, kinds: ['ACTOR' as const], profile: 'a@1', impressions: 5, clicks: 0 },
      { slot: 7, kinds: ['DIRECTOR' as const], profile: 'b@1', impressions: 1, clicks: 0 },
    ];
    const { examination: places, sorts } = fitClickModel(counts);
    for (const { value, low, high } of places) {
      expect([low, value, high].every((figure) => Number.isFinite(figure) && figure > 0)).toBe(true);
    }
    expect(sorts.every(({ attraction }) => attraction > 0 && attraction < 1)).toBe(true);
  });
});

describe('a proposal', () => {
  it('leaves the weights alone where readers care for no kind, though directors have far more clicks', () => {
    for (const counts of alike) {
      const [director, actor] = (['DIRECTOR', 'ACTOR'] as const).map((kind) => clickThroughOf(counts, kind));
      expect(director! / actor!).toBeGreaterThan(1.7); // what a plain count makes of the places
      for (const kind of relationKinds) {
        expect(Math.abs(Math.log(worthOf(propose(counts), kind).value))).toBeLessThan(Math.log(1.2));
      }
    }
    const changes = alike.map((counts) => changedIn(propose(counts)).length);
    expect(changes.filter((count) => count > 0).length).toBeLessThanOrEqual(seeds.length * 0.2);
  });

  it('raises what readers prefer and lowers what they leave, by how much they do', () => {
    const mean = (worths.DIRECTOR * worths.GENRE) ** (1 / 4);
    const truths = { DIRECTOR: 1.6 / mean, ACTOR: 1 / mean, GENRE: 0.7 / mean, ERA: 1 / mean };
    for (const kind of relationKinds) {
      const found = different.map((counts) => worthOf(propose(counts), kind));
      const average = found.reduce((sum, { value }) => sum + value, 0) / found.length;
      expect(average / truths[kind]).toBeGreaterThan(0.95);
      expect(average / truths[kind]).toBeLessThan(1.05);
      expect(found.filter((each) => holds(each, truths[kind])).length).toBeGreaterThan(seeds.length * 0.8);
    }
    for (const counts of different) {
      const { kinds } = propose(counts);
      const weightOf = (kind: RelationKind) => kinds.find((each) => each.kind === kind)!.weightAfter;
      expect(weightOf('DIRECTOR')).toBeGreaterThan(defaultProfile.weights.DIRECTOR * 1.2);
      expect(weightOf('GENRE')).toBeLessThan(defaultProfile.weights.GENRE * 0.85);
    }
  });

  it('is not misled by profiles whose lists differ in how much they attract altogether', () => {
    const random = randomNumbers(3);
    const shownBy = (profile: string, isWanted: (kinds: readonly RelationKind[]) => boolean) =>
      directorsFirst(3000).map((each) => ({
        ...each,
        profile,
        times: isWanted(each.kinds) ? each.times : Math.round(each.times / 10),
      }));
    const counts = [
      // The better profile shows hardly anything but genres, which readers care for no more than for others.
      ...countClicks(
        shownBy('better@1', (kinds) => kinds.includes('GENRE')),
        { examination, attraction: attractedBy(0.12, {}) },
        random,
      ),
      ...countClicks(
        shownBy('worse@1', (kinds) => !kinds.includes('GENRE')),
        { examination, attraction: attractedBy(0.03, {}) },
        random,
      ),
    ];
    for (const kind of relationKinds) expect(holds(worthOf(propose(counts), kind), 1)).toBe(true);
  });

  it('does not guess where each kind has a place of its own', () => {
    const shown = relationKinds.map((kind, slot): Shown => ({ slot, kinds: [kind], times: 20_000 }));
    const proposal = propose(
      countClicks(shown, { examination, attraction: attractedBy(0.1, worths) }, randomNumbers(1)),
    );
    expect(changedIn(proposal)).toEqual([]);
    for (const { worth } of proposal.kinds) expect(worth.value).toBeCloseTo(1, 1);
  });

  it('changes no weight by more than half or double, whatever is clicked', () => {
    const attraction = attractedBy(0.05, { DIRECTOR: 9, GENRE: 1 / 9 });
    const { kinds } = propose(
      countClicks(directorsFirst(10_000), { examination, attraction }, randomNumbers(1)),
    );
    const factors = kinds.map(({ weightBefore, weightAfter }) => weightAfter / weightBefore);
    expect(Math.max(...factors)).toBeCloseTo(2, 2);
    expect(Math.min(...factors)).toBeCloseTo(0.5, 2);
  });

  it('leaves a kind alone that was never seen', () => {
    const seen = directorsFirst(3000).filter(({ kinds }) => !kinds.includes('ERA'));
    const proposal = propose(
      countClicks(seen, { examination, attraction: attractedBy(0.06, worths) }, randomNumbers(1)),
    );
    expect(changedIn(proposal)).not.toContain('ERA');
    expect(worthOf(proposal, 'ERA').value).toBeCloseTo(1, 6);
  });

  it('is none of too few clicks', () => {
    const few = countClicks(
      directorsFirst(100),
      { examination, attraction: attractedBy(0.06, {}) },
      randomNumbers(1),
    );
    const clicks = totalOf(few, 'clicks');
    expect(clicks).toBeLessThan(leastClicks);
    expect(proposeWeights(defaultProfile, few)).toEqual({ clicks, kinds: null });
    expect(proposeWeights(defaultProfile, [])).toEqual({ clicks: 0, kinds: null });
  });
});
