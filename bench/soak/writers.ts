import { setTimeout as sleep } from 'node:timers/promises';
import { addToken } from '../../src/access/access-token.store';
import { Role } from '../../src/access/role';
import { hashOf, makeToken } from '../../src/access/token';
import type { SqlExecutor } from '../../src/database/sql';
import { codeOf } from '../../src/errors';
import { newFilm } from '../follower/changes';
import { connect } from '../store/connect';
import { Random } from '../store/random';
import { Client } from './client';
import { editOnce, type ReviewThere, type Round } from './editor';
import { Site } from './site';
import type { Tally } from './tally';

const editors = 2;
const pauseMs = 200;
const different = 500;

/** Whoever writes while others read: two editors through the API, and another instance straight into the store. */
export interface Writers {
  /** @returns when the last of them has put down what it was at. @throws if the store does not answer any more. */
  stop(): Promise<void>;
}

export async function startWriters(
  sql: SqlExecutor,
  {
    graphqlUrl,
    databaseUrl,
    seed,
    tally,
  }: { graphqlUrl: string; databaseUrl: string; seed: string; tally: Tally },
): Promise<Writers> {
  const token = makeToken();
  await addToken(sql, { name: 'Soak', role: Role.EDITOR, hash: hashOf(token), expiresAt: null });
  const reviews = await pickReviews(sql, seed);
  const clients = { editing: new Client(graphqlUrl, token), reading: new Client(graphqlUrl) };
  const site = new Site(clients, tally);
  const stopping = new AbortController();
  const pause = () => sleep(pauseMs);
  const run = async (name: string, writeOnce: (round: Round) => Promise<void>) => {
    const random = new Random(`${seed}/${name}`);
    const store = await connect(databaseUrl);
    for (let number = 0; !stopping.signal.aborted; number++) {
      try {
        await writeOnce({ site, store, pause, name: `${name}-${number}`, beside: random.pick(reviews) });
      } catch (error) {
        tally.failed(codeOf(error) ?? String(error));
        await store.query('ROLLBACK');
        await pause();
      }
    }
    await store.end();
  };
  const working = [
    ...Array.from({ length: editors }, (_, place) => run(`editor-${place + 1}`, editOnce)),
    run('another-instance', putInAndDelete),
  ];
  for (const work of working) work.catch(() => undefined); // told by stop()
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(working);
      for (const client of Object.values(clients)) client.close();
    },
  };
}

/** What another instance would commit: a film with the credits of another, and a review of it. */
async function putInAndDelete({ site, store, pause, name, beside }: Round): Promise<void> {
  const { apply, undo } = newFilm({ like: beside.filmId, name });
  const isRelated = async () =>
    (await site.read(beside.slug))?.byPeople.some(({ slug }) => slug === name) ?? false;
  await pause();
  await apply(store);
  site.countWrite();
  await site.expectSoon('a film is put in by another instance', isRelated);
  await pause();
  await undo(store);
  site.countWrite();
  await site.expectSoon('a film is deleted by another instance', async () => !(await isRelated()));
}

async function pickReviews(sql: SqlExecutor, seed: string): Promise<ReviewThere[]> {
  return sql.query<ReviewThere>(
    `/* bench: reviews beside which writers work */
    SELECT id, slug, film_id AS "filmId" FROM review WHERE status = 'PUBLISHED'
    ORDER BY hashtext($1 || slug) DESC, id LIMIT $2`,
    [seed, different],
  );
}
