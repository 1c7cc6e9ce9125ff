import { Role } from '../../../src/access/role';
import type { SqlExecutor } from '../../../src/database/sql';
import { kindSetOf } from '../../../src/engagement/list-id';
import { defaultProfile } from '../../../src/relatedness/core/profile';
import type { ClickCount } from '../../../src/relatedness/proposal/click-model';
import { cleanUp, runCommand } from '../../service/program';
import { createApi, type TestApi } from '../../support/api';
import { randomNumbers } from '../core/made-up-films';
import { attractedBy, countClicks, directorsFirst } from '../proposal/readers';

let api: TestApi;
let editor: Awaited<ReturnType<TestApi['as']>>;
beforeEach(async () => {
  api = await createApi();
  editor = await api.as(Role.EDITOR, 'Edith');
});
afterEach(() => api.drop());
afterAll(() => cleanUp());

const examination = [1, 0.7, 0.5, 0.35, 0.25, 0.2];
const clicksOf = (worths: Parameters<typeof attractedBy>[1], times = 3000) =>
  countClicks(
    directorsFirst(times),
    { examination, attraction: attractedBy(0.06, worths) },
    randomNumbers(1),
  );
const preferring = clicksOf({ DIRECTOR: 1.6, GENRE: 0.7 });
const preferringOthers = clicksOf({ DIRECTOR: 0.5, ACTOR: 2 });
const alike = clicksOf({});
const total = (counts: ClickCount[]) => counts.reduce((sum, { clicks }) => sum + clicks, 0);

/** As if so much had been seen and clicked on a day. */
async function keep(
  sql: SqlExecutor,
  counts: ClickCount[],
  { day, source = 'RELATED', isDemo = false }: { day: string; source?: string; isDemo?: boolean },
): Promise<void> {
  const column = (read: (count: ClickCount) => unknown) => counts.map(read);
  await sql.query(
    `WITH given AS (
      SELECT * FROM unnest($1::int[], $2::int[], $3::text[], $4::int[], $5::int[])
        AS count (slot, kinds, profile, impressions, clicks)
    ), placed AS (
      INSERT INTO engagement_placement (slot, source, foremost, kinds, profile)
      SELECT slot, $7::engagement_source, 'GENRE', kinds, profile FROM given
      ON CONFLICT (profile, slot, source, foremost, kinds) DO UPDATE SET slot = excluded.slot
      RETURNING id, slot, kinds, profile
    )
    INSERT INTO engagement_placement_day (day, placement_id, is_demo, impressions, clicks)
    SELECT $6::date, id, $8, impressions, clicks FROM given JOIN placed USING (slot, kinds, profile)`,
    [
      column(({ slot }) => slot),
      column(({ kinds }) => kindSetOf(kinds)),
      column(({ profile }) => profile),
      column(({ impressions }) => impressions),
      column(({ clicks }) => clicks),
      day,
      source,
      isDemo,
    ],
  );
}

const proposing = `mutation ($input: ProposeProfileInput!) { proposeProfile(input: $input) {
  isNew
  profile {
    label note activeSince figures { weights { director actor genre era } fameBonus }
    proposal {
      from to basedOn withDemo clicks impressions dispersion
      kinds { kind weightBefore weightAfter worth { value low high } }
      attraction { kinds clicks value low high } examination { slot clicks value low high }
    }
  }
  userErrors { field code message }
} }`;

const propose = async (input: object = {}) => (await editor.query(proposing, { input })).proposeProfile;
const november = { from: '2026-11-01', to: '2026-11-28' };
const activations = () => api.store.sql.query('SELECT * FROM profile_activation ORDER BY id');

it('keeps what readers prefer as a version of its own, with its evidence, and activates nothing', async () => {
  await keep(api.store.sql, preferring, { day: '2026-11-05' });
  const before = await activations();
  const listed = async () =>
    (await api.query('{ review(slug: "pig") { related { profile nodes { slug } } } }')).review.related;
  const list = await listed();

  const { isNew, profile, userErrors } = await propose(november);
  expect(userErrors).toEqual([]);
  expect(profile).toMatchObject({
    label: 'clicks@1',
    activeSince: null,
    figures: { fameBonus: defaultProfile.fameBonus },
    proposal: { ...november, basedOn: 'default@2', withDemo: false, clicks: total(preferring) },
  });
  expect(isNew).toBe(true);
  expect(profile.figures.weights.director).toBeGreaterThan(defaultProfile.weights.DIRECTOR * 1.2);
  expect(profile.figures.weights.genre).toBeLessThan(defaultProfile.weights.GENRE * 0.85);
  expect(profile.note).toMatch(
    /^from [\d,]+ clicks, 2026-11-01 to 2026-11-28, on default@2: director ×1\.\d\d, .*genre ×0\.\d\d$/,
  );
  expect(profile.proposal.kinds).toHaveLength(4);
  expect(profile.proposal.attraction).toHaveLength(7);
  expect(profile.proposal.examination).toHaveLength(6);

  await api.refresh();
  expect(await activations()).toEqual(before);
  expect(await listed()).toEqual(list);
  expect(list.profile).toBe('default@2');
  const { profiles } = await editor.query('{ profiles { label activeSince proposal { clicks } } }');
  expect(profiles).toMatchObject([
    { label: 'clicks@1', activeSince: null, proposal: { clicks: total(preferring) } },
    { label: 'default@2', activeSince: expect.any(Date), proposal: null },
  ]);
  const { auditTrail } = await editor.query('{ auditTrail { nodes { actor action } } }');
  expect(auditTrail.nodes).toEqual([{ actor: 'Edith', action: 'proposeProfile' }]);
});

it('starts from the profile that is active, and the same clicks make no second version', async () => {
  await keep(api.store.sql, preferring, { day: '2026-11-05' });
  await propose(november);
  expect(await propose(november)).toMatchObject({ isNew: false, profile: { label: 'clicks@1' } });
  await editor.query(
    'mutation { activateProfile(input: { profile: "clicks@1", seen: "default@2" }) { userErrors { code } } }',
  );
  expect(await propose(november)).toMatchObject({
    isNew: true,
    profile: { label: 'clicks@2', proposal: { basedOn: 'clicks@1' } },
  });
});

it('counts the days that are asked for, what is related and what is real', async () => {
  await keep(api.store.sql, preferring, { day: '2026-11-28' });
  await keep(api.store.sql, preferringOthers, { day: '2026-11-29' });
  await keep(api.store.sql, preferringOthers, { day: '2026-10-31' });
  await keep(api.store.sql, preferringOthers, { day: '2026-11-10', source: 'PINNED' });
  await keep(api.store.sql, preferringOthers, { day: '2026-11-10', source: 'FALLBACK' });
  await keep(api.store.sql, preferringOthers, { day: '2026-11-10', isDemo: true });
  expect((await propose(november)).profile.proposal.clicks).toBe(total(preferring));
  const withDemo = (await propose({ ...november, withDemo: true })).profile;
  expect(withDemo.proposal).toMatchObject({
    withDemo: true,
    clicks: total(preferring) + total(preferringOthers),
  });
  expect(withDemo.note).toContain(', demo events included, on default@2');
});

it('counts four weeks that end today by the calendar of the store unless told', async () => {
  await api.store.sql.query(`UPDATE engagement_calendar SET time_zone = 'Pacific/Kiritimati'`);
  const dayThere = (daysAgo: number) =>
    new Intl.DateTimeFormat('en-CA', { timeZone: 'Pacific/Kiritimati' }).format(
      Date.now() - daysAgo * 86_400_000,
    );
  await keep(api.store.sql, preferring, { day: dayThere(27) });
  await keep(api.store.sql, preferringOthers, { day: dayThere(28) });
  expect((await propose()).profile.proposal).toMatchObject({
    from: dayThere(27),
    to: dayThere(0),
    clicks: total(preferring),
  });
});

describe('a proposal waits', () => {
  const waiting = async () => {
    const { profiles } = await editor.query('{ profiles { label isWaiting } }');
    return profiles
      .filter((each: { isWaiting: boolean }) => each.isWaiting)
      .map(({ label }: { label: string }) => label);
  };
  const decide = async (mutation: string, input: object) => {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    const { result } = await editor.query(
      `mutation ($input: ${type}!) { result: ${mutation}(input: $input) {
        profile { label isWaiting putAsideAt } userErrors { field code message } } }`,
      { input },
    );
    return result;
  };
  beforeEach(async () => {
    await keep(api.store.sql, preferring, { day: '2026-11-05' });
    await propose(november);
    expect(await waiting()).toEqual(['clicks@1']);
  });

  it('until it is put aside, on record; it is a profile still, and can be activated', async () => {
    const aside = { label: 'clicks@1', isWaiting: false, putAsideAt: expect.any(Date) };
    const input = { profile: 'clicks@1', idempotencyKey: 'once' };
    const first = await decide('putProposalAside', input);
    expect(first).toEqual({ profile: aside, userErrors: [] });
    expect(await decide('putProposalAside', input)).toEqual(first);
    expect(await decide('putProposalAside', { profile: 'clicks' })).toEqual(first);
    expect(await waiting()).toEqual([]);
    const { auditTrail } = await editor.query(
      '{ auditTrail { nodes { actor action changes { field before after } } } }',
    );
    expect(auditTrail.nodes.map(({ action }: { action: string }) => action)).toEqual([
      'putProposalAside',
      'proposeProfile',
    ]);
    expect(auditTrail.nodes[0]).toMatchObject({
      actor: 'Edith',
      changes: [{ field: 'waiting', before: 'clicks@1', after: null }],
    });
    expect(await propose(november)).toMatchObject({ isNew: false });
    expect(await waiting()).toEqual([]);
    expect(await decide('activateProfile', { profile: 'clicks@1', seen: 'default@2' })).toMatchObject({
      profile: aside,
      userErrors: [],
    });
  });

  it('until a newer one is proposed, and not again when that is put aside', async () => {
    await keep(api.store.sql, preferringOthers, { day: '2026-11-06' });
    await propose({ from: '2026-11-06', to: '2026-11-06' });
    expect(await waiting()).toEqual(['clicks@2']);
    await decide('putProposalAside', { profile: 'clicks@2' });
    expect(await waiting()).toEqual([]);
  });

  it.each(['clicks@1', 'other@1'])(
    'until %s is activated, and not again when that is rolled back',
    async (profile) => {
      await editor.query(
        'mutation { createProfile(input: { name: "other", figures: { fameBonus: 0.5 } }) { isNew } }',
      );
      expect(await waiting()).toEqual(['clicks@1']);
      await decide('activateProfile', { profile, seen: 'default@2' });
      expect(await waiting()).toEqual([]);
      await decide('rollBackProfile', { seen: profile });
      expect(await waiting()).toEqual([]);
    },
  );

  it('until what it began with is rolled back', async () => {
    await decide('activateProfile', { profile: 'clicks@1', seen: 'default@2' });
    await keep(api.store.sql, preferringOthers, { day: '2026-11-06' });
    await propose({ from: '2026-11-06', to: '2026-11-06' });
    expect(await waiting()).toEqual(['clicks@2']);
    await decide('rollBackProfile', { seen: 'clicks@1' });
    expect(await waiting()).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['default@2', 'INVALID', 'It is no proposal that waits: there is nothing to put aside.'],
    ['clicks@9', 'NOT_FOUND', 'There is no profile of this name and version.'],
  ])('as it is where another is to be put aside: %s', async (profile, code, message) => {
    expect(await decide('putProposalAside', { profile })).toEqual({
      profile: null,
      userErrors: [{ field: ['profile'], code, message }],
    });
    expect(await waiting()).toEqual(['clicks@1']);
  });
});

describe('what is not decided makes no profile', () => {
  afterEach(async () => {
    expect(await api.store.sql.query(`SELECT FROM profile WHERE name = 'clicks'`)).toEqual([]);
    expect(await api.store.sql.query('SELECT FROM audit_entry')).toEqual([]);
  });
  const undecided = async (message: RegExp, input: object = november) => {
    const { profile, userErrors } = await propose(input);
    expect(profile).toBeNull();
    expect(userErrors).toEqual([{ field: null, code: 'UNDECIDED', message: expect.stringMatching(message) }]);
  };

  it('nothing was clicked', () =>
    undecided(
      /^0 clicks on related articles from 2026-11-01 to 2026-11-28 are too few: 500 are needed, 500 more\.$/,
    ));

  it('too few clicks, and demo events that were left out', async () => {
    await keep(api.store.sql, clicksOf({}, 100), { day: '2026-11-05' });
    await keep(api.store.sql, preferring, { day: '2026-11-05', isDemo: true });
    await undecided(/^\d+ clicks .* are too few: 500 are needed, \d+ more; demo events were left out\.$/);
  });

  it('readers care for no kind more than for another', async () => {
    await keep(api.store.sql, alike, { day: '2026-11-05' });
    await undecided(
      /^[\d,]+ clicks .* show no kind of reason to attract more than another, by 95 % intervals: the weights may stay\.$/,
    );
  });

  it.each<[string, object, RegExp]>([
    ['days that run backwards', { from: '2026-11-02', to: '2026-11-01' }, /must not be after/],
    ['too many days', { from: '2023-11-01', to: '2026-11-01' }, /may have 800 days/],
    ['days before there was any', { from: '0000-01-01', to: '0000-01-02' }, /2000-01-01 or later/],
  ])('%s', async (_, input, message) => {
    const { userErrors } = await propose(input);
    expect(userErrors).toEqual([
      { field: ['from'], code: 'INVALID', message: expect.stringMatching(message) },
    ]);
  });
});

it('the command says what the clicks say, and activates nothing either', async () => {
  const run = (...args: string[]) =>
    runCommand(['profile', 'propose', ...args], { env: { DATABASE_URL: api.store.url } });
  const before = await activations();
  expect(await run()).toMatchObject({
    exitCode: 1,
    stdout: '',
    stderr: expect.stringMatching(/^0 clicks .* are too few: 500 are needed, 500 more\n$/),
  });
  const today = new Date().toISOString().slice(0, 10);
  await keep(api.store.sql, preferring, { day: today, isDemo: true });
  const { exitCode, stdout, stderr } = await run('--demo');
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^ {2}director +×1\.\d\d +\d\.\d\d–\d\.\d\d +0\.08308 +0\.\d+$/m);
  expect(stdout).toContain(
    'created clicks@1; look at it with "profile preview clicks@1". Nothing was activated.',
  );
  expect(JSON.parse((await run('--demo', '--json', '--days', '7')).stdout)).toMatchObject({
    label: 'clicks@1',
    isNew: false,
    to: today,
    basedOn: 'default@2',
    clicks: total(preferring),
  });
  expect(await activations()).toEqual(before);
  const [entry] = await api.store.sql.query('SELECT actor, action FROM audit_entry');
  expect(entry).toEqual({ actor: 'command line', action: 'proposeProfile' });
});
