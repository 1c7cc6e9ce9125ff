import { sharedSecret } from '../../src/access/secret.store';
import { createStore } from '../support/store';

it('a secret is made once, however many instances ask for it first', async () => {
  const store = await createStore();
  const secrets = await Promise.all(Array.from({ length: 10 }, () => sharedSecret(store.sql, 'list ids')));
  secrets.push(await sharedSecret(store.sql, 'list ids'));
  expect(secrets[0]).toHaveLength(32);
  expect(new Set(secrets.map((secret) => secret.toString('hex'))).size).toBe(1);
  const other = await createStore();
  expect((await sharedSecret(other.sql, 'list ids')).equals(secrets[0]!)).toBe(false);
  await store.drop();
  await other.drop();
});
