import { OperatorError } from '../../../src/errors';
import { defaultProfile } from '../../../src/relatedness/core/profile';
import { activateProfile, rollBackProfile } from '../../../src/relatedness/profiles/activation.store';
import {
  activeProfile,
  activeVersion,
  createProfile,
  findProfile,
  listProfiles,
} from '../../../src/relatedness/profiles/profile.store';
import { createStore, type TestStore } from '../../support/store';

let store: TestStore;
beforeEach(async () => {
  store = await createStore();
});
afterEach(() => store.drop());

const tuned = { ...defaultProfile, name: 'tuned', version: 1, fameBonus: 0.7 };
const activeLabel = async () => {
  const { profile } = await activeProfile(store.sql);
  return `${profile.name}@${profile.version}`;
};
const activate = async (name: string) => {
  const { id } = (await findProfile(store.sql, { name }))!;
  await store.transact(async (sql) => activateProfile(sql, { id, seen: (await activeVersion(sql))! }));
};

it('a new store has the default profile, and it is active', async () => {
  expect((await activeProfile(store.sql)).profile).toEqual(defaultProfile);
  expect(await listProfiles(store.sql)).toHaveLength(1);
});

it('what is created is kept as it is, in versions, and changes nothing for readers', async () => {
  const first = await createProfile(store.sql, tuned, { note: 'a try' });
  expect(first).toMatchObject({ isNew: true, profile: tuned, note: 'a try', activeSince: null });
  const second = await createProfile(store.sql, { ...tuned, fameBonus: 0.8 });
  expect(second.profile).toEqual({ ...tuned, version: 2, fameBonus: 0.8 });
  expect((await findProfile(store.sql, { name: 'tuned' }))!.profile.version).toBe(2);
  expect((await findProfile(store.sql, { name: 'tuned', version: 1 }))!.profile).toEqual(tuned);
  expect(await findProfile(store.sql, { name: 'tuned', version: 3 })).toBeNull();
  expect(await activeLabel()).toBe('default@2');
});

it('the same figures make no second version', async () => {
  await createProfile(store.sql, tuned);
  expect(await createProfile(store.sql, { ...tuned, version: 9 })).toMatchObject({
    isNew: false,
    profile: { version: 1 },
  });
  expect(await listProfiles(store.sql)).toHaveLength(2);
});

it('a version never changes', async () => {
  await createProfile(store.sql, tuned);
  await expect(store.sql.query(`UPDATE profile SET figures = '{}'`)).rejects.toThrow('does not change');
  await expect(store.sql.query('UPDATE profile SET version = 7')).rejects.toThrow('does not change');
});

it('activations are taken back one by one, down to the first', async () => {
  await createProfile(store.sql, tuned);
  await createProfile(store.sql, { ...tuned, name: 'third' });
  await activate('tuned');
  await activate('third');
  expect(await activeLabel()).toBe('third@1');
  const rollBack = async () =>
    store.transact(async (sql) => rollBackProfile(sql, { seen: (await activeVersion(sql))! }));
  await rollBack();
  expect(await activeLabel()).toBe('tuned@1');
  await activate('third');
  await rollBack();
  await rollBack();
  expect(await activeLabel()).toBe('default@2');
  await expect(rollBack()).rejects.toThrow('nothing was active before default@2');
  expect(await activeLabel()).toBe('default@2');
});

it('of ten who activate at once one does, and the others are told', async () => {
  await createProfile(store.sql, tuned);
  await createProfile(store.sql, { ...tuned, name: 'third' });
  const seen = await activeVersion(store.sql);
  const ids = await Promise.all(
    ['tuned', 'third'].map(async (name) => (await findProfile(store.sql, { name }))!.id),
  );
  const outcomes = await Promise.allSettled(
    Array.from({ length: 10 }, (_, i) =>
      store.transact((sql) => activateProfile(sql, { id: ids[i % 2]!, seen })),
    ),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const outcome of outcomes) {
    if (outcome.status === 'fulfilled') continue;
    expect(outcome.reason).toBeInstanceOf(OperatorError);
    expect(outcome.reason.message).toMatch(
      /^(another activation is going on|t\w+@1 has been activated meanwhile)/,
    );
  }
  const activations = await store.sql.query('SELECT FROM profile_activation');
  expect(activations).toHaveLength(2);
});

it('nobody activates while another is at it, and may when that one has given up', async () => {
  const { id } = await createProfile(store.sql, tuned);
  const seen = await activeVersion(store.sql);
  const other = store.dataSource.createQueryRunner();
  await other.startTransaction();
  await other.query('SELECT pg_advisory_xact_lock(7360004)');
  const tryIt = () => store.transact((sql) => activateProfile(sql, { id, seen }));
  await expect(tryIt()).rejects.toThrow('another activation is going on just now');
  await other.rollbackTransaction();
  await other.release();
  await tryIt();
  expect(await activeLabel()).toBe('tuned@1');
});

it('a profile that a later version of the program has written is named as such', async () => {
  await store.sql.query(
    `INSERT INTO profile (name, version, figures) VALUES ('future', 1, '{"weights": {}}')`,
  );
  await expect(findProfile(store.sql, { name: 'future' })).rejects.toThrow(
    'profile future@1 is of no use to this version of Reelgraph: ',
  );
});

it('and can be taken back though it is active', async () => {
  await store.sql.query(
    `INSERT INTO profile (name, version, figures) VALUES ('future', 1, '{"weights": {}}')`,
  );
  await store.sql.query(
    `INSERT INTO profile_activation (profile_id) SELECT id FROM profile WHERE name = 'future'`,
  );
  expect((await listProfiles(store.sql)).map(({ name }) => name)).toEqual(['default', 'future']);
  await store.transact(async (sql) => rollBackProfile(sql, { seen: (await activeVersion(sql))! }));
  expect(await activeLabel()).toBe('default@2');
});

it('where none is active one can be activated', async () => {
  await store.sql.query('UPDATE profile_activation SET taken_back_at = now()');
  await expect(activeProfile(store.sql)).rejects.toThrow('no profile is active');
  expect(await activeVersion(store.sql)).toBeNull();
  const { id } = (await findProfile(store.sql, { name: 'default' }))!;
  await store.transact((sql) => activateProfile(sql, { id, seen: null }));
  expect(await activeLabel()).toBe('default@2');
});
