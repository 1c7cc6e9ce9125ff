import { createHash } from 'node:crypto';
import { addToken } from '../../src/access/access-token.store';
import { Role } from '../../src/access/role';
import { hashOf, makeToken } from '../../src/access/token';
import { readKnownOperations } from '../../src/graphql/operations';
import { startTestService, type TestService } from '../support/service';

const hash = readKnownOperations().find(({ name }) => name === 'Widget')!.sha256;
const pig = { of: [{ review: 'pig', first: 3 }] };

let service: TestService;
let authorization: string;
beforeAll(async () => {
  service = await startTestService();
  const token = makeToken();
  await addToken(service.store.sql, { name: 'a', role: Role.EDITOR, hash: hashOf(token), expiresAt: null });
  authorization = `Bearer ${token}`;
});
afterAll(() => service.stop());

const address = (asked: Record<string, unknown>) => {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(asked))
    parameters.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  return `/graphql?${parameters}`;
};
const byHash = (sha256Hash: string) => ({ persistedQuery: { version: 1, sha256Hash } });
const widget = (variables: object = pig) => address({ extensions: byHash(hash), variables });
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(service.url + path, { method, headers });
const kept = ({ status, headers }: Response) => ({
  status,
  cacheControl: headers.get('cache-control'),
  isTagged: headers.has('etag'),
  allowOrigin: headers.get('access-control-allow-origin'),
});

describe('what the widget asks', () => {
  it('is answered by its hash from the start, to every site, and may be kept', async () => {
    const answer = await get(widget(), { origin: 'https://publisher.example' });
    const { data } = (await answer.json()) as { data: { relatedReviews: { edges: unknown[] }[] } };
    expect(data.relatedReviews[0]!.edges).toHaveLength(3);
    expect(kept(answer)).toEqual({ status: 200, cacheControl: 'no-cache', isTagged: true, allowOrigin: '*' });
    expect(answer.headers.get('vary')).toMatch(/accept, authorization/);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it('has the same tag while the answer is the same, and another when something was written', async () => {
    const tag = async () => (await get(widget())).headers.get('etag')!;
    const before = await tag();
    expect(await tag()).toBe(before);
    const ask = (ifNoneMatch: string) => get(widget(), { 'if-none-match': ifNoneMatch });
    expect((await ask(before)).status).toBe(304);
    const [{ slug }] = (await service.store.sql.query<{ slug: string }>(
      `UPDATE review SET headline = headline || '!'
      WHERE slug = 'wild-at-heart' RETURNING slug`,
    )) as [{ slug: string }];
    expect(slug).toBe('wild-at-heart');
    const changed = await ask(before);
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).not.toBe(before);
    expect(await changed.text()).toContain('- Movie Review!');
  });
});

describe('whoever has an answer already', () => {
  let tag: string;
  beforeAll(async () => {
    tag = (await get(widget())).headers.get('etag')!;
    expect(tag).toMatch(/^W\/"[\w-]{22}"$/);
  });

  it.each<[string, (tag: string) => string]>([
    ['the tag', (tag) => tag],
    ['the tag as if it were strong', (tag) => tag.slice(2)],
    ['one of several', (tag) => `"a", W/"b,c" ,${tag}`],
    ['any', () => '*'],
  ])('is sent nothing: %s', async (_what, header) => {
    const answer = await get(widget(), { 'if-none-match': header(tag) });
    expect(kept(answer)).toEqual({ status: 304, cacheControl: 'no-cache', isTagged: true, allowOrigin: '*' });
    expect(answer.headers.get('etag')).toBe(tag);
    expect(answer.headers.get('content-length')).toBeNull();
    expect(await answer.text()).toBe('');
  });

  it.each<[string, (tag: string) => string]>([
    ['another tag', () => '"a"'],
    ['nothing', () => ''],
    ['part of the tag', (tag) => tag.slice(0, -2)],
    ['the tag without its quotes', (tag) => tag.slice(3, -1)],
    ['nonsense', () => '"'.repeat(999)],
  ])('is sent the answer: %s', async (_what, header) => {
    const answer = await get(widget(), { 'if-none-match': header(tag) });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toHaveProperty('data.relatedReviews');
  });

  it('is told the same by HEAD', async () => {
    expect(kept(await get(widget(), {}, 'HEAD'))).toMatchObject({ status: 200, isTagged: true });
    expect((await get(widget(), { 'if-none-match': tag }, 'HEAD')).status).toBe(304);
  });
});

describe('who may keep an answer', () => {
  const open = { status: 200, cacheControl: 'no-cache', isTagged: true, allowOrigin: null };
  const nobody = { status: 200, cacheControl: 'no-store', isTagged: false, allowOrigin: null };
  const query = '{ review(slug: "pig") { headline } }';

  it('of a query in the address: readers, if they ask again', async () => {
    expect(kept(await get(address({ query })))).toEqual(open);
  });

  it('of a query that a client has made known: readers, and only the sites that may ask', async () => {
    const extensions = byHash(createHash('sha256').update(query).digest('hex'));
    const unknown = await get(address({ extensions }));
    expect(kept(unknown)).toEqual(nobody);
    expect(await unknown.json()).toMatchObject({
      errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
    });
    await get(address({ extensions, query }));
    expect(kept(await get(address({ extensions })))).toEqual(open);
  });

  it('of anything asked with a token: nobody', async () => {
    expect(kept(await get(widget(), { authorization }))).toEqual(nobody);
    expect(kept(await get(address({ query }), { authorization, 'if-none-match': '*' }))).toEqual(nobody);
  });

  it('of a token that is not valid: nobody', async () => {
    const answer = kept(await get(widget(), { authorization: 'Bearer rg_x' }));
    expect(answer).toMatchObject({ status: 401, isTagged: false, allowOrigin: null });
  });

  it.each([
    ['no GraphQL', { query: '{' }],
    ['an unknown field', { query: '{ nonsense }' }],
    ['a value that does not fit', { query: '{ review { slug } }' }],
    ['a mistake beside an answer', { query: '{ genres { name } review { slug } }' }],
  ])('of a mistake: nobody: %s', async (_what, asked) => {
    expect(kept(await get(address(asked)))).toEqual(nobody);
  });

  it('of a mistake with what the widget asks: nobody, but its page may read it', async () => {
    expect(kept(await get(widget({ of: [] })))).toEqual({ ...nobody, allowOrigin: '*' });
    expect(kept(await get(widget({})))).toEqual({ ...nobody, allowOrigin: '*' });
  });

  it('of a POST: nothing is said, as nobody keeps it', async () => {
    const answer = await fetch(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'if-none-match': '*' },
      body: JSON.stringify({ query }),
    });
    expect(kept(answer)).toEqual({ status: 200, cacheControl: null, isTagged: false, allowOrigin: null });
  });
});

describe('with CACHE_MAX_AGE and CORS_ORIGINS', () => {
  let other: TestService;
  beforeAll(async () => {
    other = await startTestService({
      settings: { CACHE_MAX_AGE: '60', CORS_ORIGINS: 'https://www.example.com' },
    });
  });
  afterAll(() => other.stop());

  it('what is asked for by its hash is kept so long, and still open to every site', async () => {
    const answer = await fetch(other.url + widget(), { headers: { origin: 'https://publisher.example' } });
    expect(kept(answer)).toEqual({
      status: 200,
      cacheControl: 'public, max-age=60',
      isTagged: true,
      allowOrigin: '*',
    });
    const query = await fetch(other.url + address({ query: '{ genres { name } }' }), {
      headers: { origin: 'https://publisher.example' },
    });
    expect(kept(query)).toMatchObject({ cacheControl: 'no-cache', allowOrigin: null });
  });
});
