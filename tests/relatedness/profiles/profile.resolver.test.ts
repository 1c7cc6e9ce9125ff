import { Role } from '../../../src/access/role';
import { defaultProfile } from '../../../src/relatedness/core/profile';
import { createApi, type TestApi } from '../../support/api';

let api: TestApi;
let editor: Awaited<ReturnType<TestApi['as']>>;
beforeEach(async () => {
  api = await createApi();
  editor = await api.as(Role.EDITOR, 'Edith');
});
afterEach(() => api.drop());

const fields = `label name version note activeSince proposal { from }
  figures { weights { director actor genre era } castDepth fameBonus midpoint }`;

const isNew = { createProfile: 'isNew' } as Record<string, string>;

// biome-ignore lint/suspicious/noExplicitAny: what a test asks for it knows the shape of
async function send(mutation: string, input: object, as = editor): Promise<any> {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const { result } = await as.query(
    `mutation ($input: ${type}!) { result: ${mutation}(input: $input) {
      ${isNew[mutation] ?? ''} profile { ${fields} } userErrors { field code message } } }`,
    { input },
  );
  return result;
}

async function refusal(mutation: string, input: object) {
  const everything = () =>
    api.store.sql.query(`SELECT 'profile' AS of, id, note FROM profile
      UNION ALL SELECT 'activation', id, taken_back_at::text FROM profile_activation
      UNION ALL SELECT 'audit', id, action FROM audit_entry ORDER BY 1, 2`);
  const before = await everything();
  const { profile, userErrors } = await send(mutation, input);
  expect(profile).toBeNull();
  expect(userErrors).toHaveLength(1);
  expect(await everything()).toEqual(before);
  return userErrors[0];
}

const activeLabel = async () => {
  const { profiles } = await editor.query('{ profiles { label activeSince } }');
  return profiles
    .filter((each: { activeSince: unknown }) => each.activeSince)
    .map(({ label }: { label: string }) => label);
};

const audit = async () =>
  (await editor.query('{ auditTrail(first: 20) { nodes { actor action changes { field before after } } } }'))
    .auditTrail.nodes;

it('an analyst sees all versions with their figures', async () => {
  const analyst = await api.as(Role.ANALYST);
  const { profiles } = await analyst.query(`{ profiles { ${fields} } }`);
  const { DIRECTOR: director, ACTOR: actor, GENRE: genre, ERA: era } = defaultProfile.weights;
  expect(profiles).toEqual([
    {
      label: 'default@2',
      name: 'default',
      version: 2,
      note: expect.any(String),
      activeSince: expect.any(Date),
      proposal: null,
      figures: { weights: { director, actor, genre, era }, castDepth: 15, fameBonus: 0.4, midpoint: 2 },
    },
  ]);
});

it('one that a later version of the program has written shows without figures', async () => {
  await api.store.sql.query(
    `INSERT INTO profile (name, version, figures) VALUES ('future', 1, '{"weights": {}}')`,
  );
  const { profiles } = await editor.query('{ profiles { label figures { midpoint } } }');
  expect(profiles).toContainEqual({ label: 'future@1', figures: null });
  expect(await refusal('activateProfile', { profile: 'future@1', seen: 'default@2' })).toMatchObject({
    code: 'INVALID',
    field: ['profile'],
    message: expect.stringContaining('is of no use to this version of Reelgraph'),
  });
});

it('a profile is made of another, activated, and taken back; all of it is on record', async () => {
  const made = await send('createProfile', {
    from: 'default@2',
    name: 'auteurs',
    figures: { weights: { director: 0.5 }, castDepth: 3 },
    note: ' for the festival ',
  });
  expect(made).toMatchObject({
    isNew: true,
    userErrors: [],
    profile: {
      label: 'auteurs@1',
      note: 'for the festival',
      activeSince: null,
      figures: {
        weights: { director: 0.5, actor: defaultProfile.weights.ACTOR },
        castDepth: 3,
        fameBonus: 0.4,
      },
    },
  });
  expect(await activeLabel()).toEqual(['default@2']);

  const activated = await send('activateProfile', { profile: 'auteurs@1', seen: 'default@2' });
  expect(activated).toMatchObject({
    userErrors: [],
    profile: { label: 'auteurs@1', activeSince: expect.any(Date) },
  });
  expect(await activeLabel()).toEqual(['auteurs@1']);
  const again = await send('activateProfile', { profile: 'auteurs', seen: 'auteurs@1' });
  expect(again).toMatchObject({ userErrors: [], profile: { label: 'auteurs@1' } });

  const back = await send('rollBackProfile', { seen: 'auteurs@1' });
  expect(back).toMatchObject({ userErrors: [], profile: { label: 'default@2' } });
  expect(await activeLabel()).toEqual(['default@2']);

  const entries = await audit();
  expect(entries).toMatchObject([
    {
      actor: 'Edith',
      action: 'rollBackProfile',
      changes: [{ field: 'active', before: 'auteurs@1', after: 'default@2' }],
    },
    {
      actor: 'Edith',
      action: 'activateProfile',
      changes: [{ field: 'active', before: 'default@2', after: 'auteurs@1' }],
    },
    { actor: 'Edith', action: 'createProfile' },
  ]);
  expect(entries[2].changes).toContainEqual({ field: 'label', before: null, after: 'auteurs@1' });
  expect(entries[2].changes).toContainEqual({ field: 'note', before: null, after: 'for the festival' });
});

it('readers get lists by the profile that was activated', async () => {
  await send('createProfile', { name: 'genres', figures: { weights: { director: 0, actor: 0 } } });
  await send('activateProfile', { profile: 'genres@1', seen: 'default@2' });
  const listed = async () =>
    (await api.query('{ review(slug: "pig") { related { profile } } }')).review.related.profile;
  for (let tries = 0; (await listed()) !== 'genres@1' && tries < 50; tries++) await api.refresh();
  expect(await listed()).toBe('genres@1');
});

it('what starts from the active one is its next version, and the same figures make no other', async () => {
  const made = await send('createProfile', { figures: { fameBonus: 0.5 } });
  expect(made).toMatchObject({ isNew: true, profile: { label: 'default@3' } });
  const same = await send('createProfile', { figures: { fameBonus: 0.5 }, from: 'default' });
  expect(same).toMatchObject({ isNew: false, userErrors: [], profile: { label: 'default@3' } });
});

it('with a key it is done once', async () => {
  const input = { figures: { fameBonus: 0.5 }, idempotencyKey: 'once' };
  const [first, second] = [await send('createProfile', input), await send('createProfile', input)];
  expect(second).toEqual(first);
  expect((await audit()).length).toBe(1);
});

describe('what is refused, and changes nothing', () => {
  it.each<[string, string, object, { code: string; field: string[] | null }]>([
    [
      'a profile that is not there',
      'activateProfile',
      { profile: 'nobody@1', seen: 'default@2' },
      { code: 'NOT_FOUND', field: ['profile'] },
    ],
    [
      'a name that none can have',
      'activateProfile',
      { profile: 'No such!', seen: 'default@2' },
      { code: 'NOT_FOUND', field: ['profile'] },
    ],
    [
      'a decision on what is active no more',
      'activateProfile',
      { profile: 'default@2', seen: 'auteurs@1' },
      { code: 'OUTDATED', field: ['seen'] },
    ],
    [
      'the same of a roll-back',
      'rollBackProfile',
      { seen: 'auteurs@1' },
      { code: 'OUTDATED', field: ['seen'] },
    ],
    [
      'a roll-back beyond the first',
      'rollBackProfile',
      { seen: 'default@2' },
      { code: 'NOT_FOUND', field: ['seen'] },
    ],
    [
      'to start from what is not there',
      'createProfile',
      { from: 'default@9', figures: {} },
      { code: 'NOT_FOUND', field: ['from'] },
    ],
    [
      'a name of capitals',
      'createProfile',
      { name: 'Tuned', figures: {} },
      { code: 'INVALID', field: ['name'] },
    ],
    [
      'a weight below 0',
      'createProfile',
      { figures: { weights: { actor: -1 } } },
      { code: 'INVALID', field: ['figures', 'weights', 'actor'] },
    ],
    [
      'a figure out of range',
      'createProfile',
      { figures: { castDepth: 256 } },
      { code: 'INVALID', field: ['figures', 'castDepth'] },
    ],
    [
      'weights that relate nothing',
      'createProfile',
      { figures: { weights: { director: 0, actor: 0, genre: 0 } } },
      { code: 'INVALID', field: ['figures'] },
    ],
    [
      'a note of two lines',
      'createProfile',
      { figures: {}, note: 'a\nb' },
      { code: 'INVALID', field: ['note'] },
    ],
  ])('%s', async (_, mutation, input, expected) => {
    const error = await refusal(mutation, input);
    expect(error).toMatchObject(expected);
    expect(error.message).toMatch(/^[A-Z].*\.$/);
  });

  it('an activation while another is going on', async () => {
    await send('createProfile', { name: 'tuned', figures: { fameBonus: 0.5 } });
    const other = api.store.dataSource.createQueryRunner();
    await other.startTransaction();
    await other.query('SELECT pg_advisory_xact_lock(7360004)');
    expect(await refusal('activateProfile', { profile: 'tuned@1', seen: 'default@2' })).toMatchObject({
      code: 'OUTDATED',
    });
    await other.rollbackTransaction();
    await other.release();
  });
});
