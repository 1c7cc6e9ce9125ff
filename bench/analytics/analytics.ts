import { addToken } from '../../src/access/access-token.store';
import { Role } from '../../src/access/role';
import { hashOf, makeToken } from '../../src/access/token';
import { openDataSource } from '../../src/database/data-source';
import { poolExecutor, type SqlExecutor } from '../../src/database/sql';
import { recount } from '../../src/engagement/recount.store';
import { toGlobalId } from '../../src/graphql/node';
import { startService } from '../http/service-process';
import { type Distribution, distributionOf, timeEach } from '../measure/distribution';
import type { Setting } from '../part';
import { withCopyOf } from '../store/bench-store';
import { connect } from '../store/connect';
import { writeEvents } from './events';

const events = 10_000_000;
const days = 90;
const runs = 20;
const warmUp = 3;

const counts = 'impressions clicks clickThrough { value low high }';
const reading = 'views followedViews recirculation { value low high }';
const compared = `current { ${counts} } previous { ${counts} }`;
const totals = `totals { ${compared} reading { ${reading} } previousReading { ${reading} } }`;
const byDay = `byDay { day engagement { ${counts} } reading { ${reading} } }`;
const byPlacement = `byReason { reason ${compared} } bySlot { slot ${compared} } bySource { source ${compared} }
  byProfile { profile ${compared} }`;
const articles = (order: string) =>
  `articles(orderBy: ${order}) { review { slug headline } under { ${counts} } reading { ${reading} } asEntry { ${counts} } }`;
const deadEnds = `deadEnds { review { slug headline } reading { ${reading} } }`;

/** Each as an operation of its own, and all of them as one. */
const figures: Record<string, string> = {
  'totals, by day': `${totals} ${byDay}`,
  'by reason, slot, source, profile': byPlacement,
  'articles by clicks': articles('CLICKS'),
  'articles by click-through': articles('CLICK_THROUGH'),
  'articles by times shown': articles('TIMES_SHOWN'),
  'dead ends': deadEnds,
  'entries under an article': `entries(review: $article) { review { slug headline } engagement { ${counts} } }`,
  'one article': `article(review: $article) { under { ${counts} } reading { ${reading} } asEntry { ${counts} } }`,
  'where an article is listed': `listedUnder(review: $article) { review { slug headline } engagement { ${counts} } }`,
  'all that a dashboard shows': `demoEvents ${totals} ${byDay} ${byPlacement} ${articles('CLICKS')} ${deadEnds}`,
};

export interface AnalyticsFigures {
  reviews: number;
  events: number;
  days: number;
  recountSeconds: number;
  /** Rows of each table of counts. */
  rows: Record<string, number>;
  /** Milliseconds from question to answer. */
  measured: { figure: string; articles: string; days: number; times: Distribution }[];
}

/** Figures of readers over ten million events, asked of the service one after the other. */
export function measureAnalytics(setting: Setting): Promise<AnalyticsFigures> {
  return withCopyOf(setting.store.url, (url) => measure(url, setting));
}

async function measure(databaseUrl: string, { store, seed, progress }: Setting): Promise<AnalyticsFigures> {
  const client = await connect(databaseUrl);
  progress.begin('events', days);
  await writeEvents(client, { events, days, seed: seedOf(seed), onDay: () => progress.advance(1) });
  progress.end();
  progress.begin('recount');
  const recountedAt = performance.now();
  const { events: written } = await recount(client);
  const recountSeconds = (performance.now() - recountedAt) / 1000;
  progress.end();
  await client.query('/* bench: after a load */ VACUUM (ANALYZE)');
  await client.end();

  const dataSource = await openDataSource({ url: databaseUrl, poolSize: 1 });
  const service = await startService('src/main.js', databaseUrl);
  try {
    const sql = poolExecutor(dataSource);
    const token = makeToken();
    await addToken(sql, { name: 'bench', role: Role.ANALYST, hash: hashOf(token), expiresAt: null });
    const ask = (source: string, variables: object) =>
      askOf(service.graphqlUrl, token, { query: source, variables });
    const scopes = await prepareScopes(sql);
    const cases = Object.keys(figures).flatMap((figure) =>
      Object.keys(scopes).flatMap((articles) =>
        [28, days].map((length) => ({ figure, articles, days: length })),
      ),
    );
    progress.begin('figures', cases.length);
    const measured = [];
    for (const each of cases) {
      const source = `query ($filter: AnalyticsFilter, $from: LocalDate, $article: ID!) {
        articleOf: review(id: $article) { slug }
        analytics(filter: $filter) { readers(from: $from) { timeZone ${figures[each.figure]} } }
      }`;
      const from = new Date(Date.now() - (each.days - 1) * 24 * 3_600_000).toISOString().slice(0, 10);
      const { filter, article } = scopes[each.articles]!;
      const call = () => ask(source, { filter, from, article });
      await timeEach(Array.from({ length: warmUp }), call);
      measured.push({ ...each, times: distributionOf(await timeEach(Array.from({ length: runs }), call)) });
      progress.advance(1);
    }
    progress.end();
    return {
      reviews: store.reviews,
      events: written,
      days,
      recountSeconds,
      rows: await countRows(sql),
      measured,
    };
  } finally {
    await service.stop();
    await dataSource.destroy();
  }
}

/** As `setseed` takes it. */
function seedOf(name: string): number {
  return [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000, 0) / 1_000;
}

async function askOf(url: string, token: string, body: object): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  const { errors } = (await response.json()) as { errors?: { message: string }[] };
  if (errors) throw new Error(errors[0]!.message);
}

/** All articles, those of the largest genre, and those of the author who is read most. */
async function prepareScopes(sql: SqlExecutor): Promise<Record<string, { filter: object; article: string }>> {
  const [found] = await sql.query<{
    drama: number;
    author: number;
    article: number;
  }>(`/* bench: whom to ask for */
    SELECT
      (SELECT id FROM genre WHERE name = 'Drama') AS drama,
      review.author_id AS author,
      review.id AS article
    FROM review WHERE id = (
      SELECT review_id FROM engagement_review_day GROUP BY review_id ORDER BY sum(views) DESC, review_id LIMIT 1
    )`);
  const article = toGlobalId('Review', found!.article);
  return {
    all: { filter: {}, article },
    Drama: { filter: { genres: [toGlobalId('Genre', found!.drama)] }, article },
    'one author': { filter: { authors: [toGlobalId('Author', found!.author)] }, article },
  };
}

async function countRows(sql: SqlExecutor): Promise<Record<string, number>> {
  const tables = ['day', 'week', 'placement_day', 'target_day', 'review_day'].map(
    (name) => `engagement_${name}`,
  );
  const rows = await sql.query<{ name: string; rows: number }>(
    `/* bench: rows of counts */ ${tables
      .map((table) => `SELECT '${table}' AS name, count(*)::int AS rows FROM ${table}`)
      .join(' UNION ALL ')}`,
  );
  return Object.fromEntries(rows.map(({ name, rows }) => [name, rows]));
}
