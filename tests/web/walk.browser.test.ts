import type { Browser, Locator, Page } from 'playwright-core';
import { kindSetOf } from '../../src/engagement/list-id';
import type { RelationKind } from '../../src/relatedness/core/profile';
import { countsAndRecount, emptyEngagement } from '../engagement/events';
import { waitUntil } from '../service/program';
import { faultsOf, openBrowser, withBrowser } from '../support/browser';
import { startTestService, type TestService } from '../support/service';
import { fallback } from './widget/reader';
import { HostSite } from './widget/sites';

interface Related {
  listId: string;
  profile: string;
  edges: { source: string; reasons: { kind: RelationKind; label: string }[]; node: { slug: string } }[];
}

/** Nothing stands in for anything here: a browser, the service with its store, and a site of somebody else. */
withBrowser('the walk of a reader', () => {
  let browser: Browser;
  let service: TestService;
  let site: HostSite;
  let page: Page;
  let faults: string[];
  beforeAll(async () => {
    [browser, service, site] = await Promise.all([openBrowser(), startTestService(), HostSite.start()]);
  });
  afterAll(() => Promise.all([browser.close(), service.stop(), site.stop()]));
  beforeEach(async () => {
    await service.store.sql.query(emptyEngagement);
    page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    faults = faultsOf(page);
  });
  afterEach(() => page.context().close());

  async function relatedTo(slug: string, first = 6): Promise<Related> {
    const response = await fetch(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: `query ($slug: String!, $first: Int!) { review(slug: $slug) { related(first: $first) {
          listId profile edges { source reasons { kind label } node { slug } }
        } } }`,
        variables: { slug, first },
      }),
    });
    const { data } = (await response.json()) as { data: { review: { related: Related } } };
    return data.review.related;
  }

  /** The events in the store, by kind and slot. */
  const stored = () =>
    service.store.sql.query<{ kind: string; slot: number; view: string; below: string }>(
      `SELECT kind::text, slot, view, below.slug AS below, target.slug AS target,
              source::text, foremost::text, kinds, profile
       FROM engagement_event
       JOIN review AS below ON below.id = review_id
       JOIN review AS target ON target.id = target_id
       ORDER BY kind::text DESC, slot`,
    );

  /** What the store is to hold of an entry that was seen or followed. */
  function eventOf(kind: 'IMPRESSION' | 'CLICK', slot: number, below: string, { profile, edges }: Related) {
    const { source, reasons, node } = edges[slot]!;
    const kinds = reasons.map((reason) => reason.kind);
    return {
      ...{ kind, slot, below, target: node.slug, source, profile, view: expect.any(String) },
      foremost: kinds[0] ?? 'NONE',
      kinds: kindSetOf(kinds),
    };
  }

  /** All of them, one row after the other, for longer than an impression takes. */
  async function lookAt(entries: Locator): Promise<void> {
    for (const entry of [entries.first(), entries.last()]) {
      await entry.scrollIntoViewIfNeeded();
      await page.waitForTimeout(1_300);
    }
  }

  /** Each entry was seen, one was followed, all in one view, and the counts say the same. */
  async function expectToldOf(slug: string, related: Related, followed: number): Promise<void> {
    await waitUntil(async () => (await stored()).some(({ kind }) => kind === 'CLICK'), 5_000);
    // What is in view on the front page may have been seen too.
    const events = (await stored()).filter(({ below }) => below === slug);
    expect(events).toEqual([
      ...related.edges.map((_, slot) => eventOf('IMPRESSION', slot, slug, related)),
      eventOf('CLICK', followed, slug, related),
    ]);
    expect(new Set(events.map(({ view }) => view)).size).toBe(1);
    const [kept, recounted] = await countsAndRecount(service.store.sql);
    expect(kept).toEqual(recounted);
    const review = 'review_id = (SELECT id FROM review WHERE slug = $1)';
    expect(
      await service.store.sql.query(
        `SELECT views, followed_views, impressions, clicks FROM engagement_review_day WHERE ${review}`,
        [slug],
      ),
    ).toEqual([{ views: 1, followed_views: 1, impressions: related.edges.length, clicks: 1 }]);
  }

  it('leads from the front page to an article, to what is related to it, and on; and is found in the store', async () => {
    const asked: string[] = [];
    page.on('request', (request) => request.url().includes('/graphql') && asked.push(request.url()));
    await page.goto(service.url);
    const latest = page.getByRole('region', { name: 'Latest reviews' }).getByRole('heading', { level: 3 });
    const headline = await latest.first().innerText();
    await latest.first().getByRole('link').click();
    await page.waitForURL('**/reviews/*');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(headline);

    const slug = new URL(page.url()).pathname.split('/').pop()!;
    const related = await relatedTo(slug);
    const entries = page.getByRole('region', { name: 'Related articles' }).getByRole('article');
    expect(await entries.count()).toBe(related.edges.length);
    for (const [slot, { reasons }] of related.edges.entries())
      for (const { label } of reasons) expect(await entries.nth(slot).innerText()).toContain(label);
    await lookAt(entries);
    const next = await entries.nth(1).getByRole('heading').innerText();
    await entries.nth(1).click(); // anywhere on the card
    await page.waitForURL(`**/reviews/${related.edges[1]!.node.slug}`);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(next);
    await expectToldOf(slug, related, 1);
    expect(asked).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('is followed from the front page on, where a list stands too', async () => {
    await page.goto(service.url);
    const after = page.getByRole('region', { name: 'And after that' }).getByRole('listitem');
    await lookAt(after);
    const headline = await page
      .getByRole('heading', { level: 2 })
      .first()
      .getByRole('link')
      .getAttribute('href');
    await after.nth(1).getByRole('link').click();
    await page.waitForURL('**/reviews/*');
    const slug = headline!.split('/').pop()!;
    const { profile, edges } = await relatedTo(slug, 3);
    await expectToldOf(slug, { listId: '', profile, edges }, 1);
    expect(faults).toEqual([]);
  });

  it('leads from a page of another origin, under a strict policy, to the article here', async () => {
    const related = await relatedTo('pig', 4);
    const asked: Promise<(string | undefined)[]>[] = [];
    page.on('response', (response) => {
      if (!response.url().includes('/graphql')) return;
      const { 'access-control-allow-origin': origin, etag } = response.headers();
      asked.push(
        response
          .request()
          .allHeaders()
          .then(({ cookie, origin: from }) => [from, origin, cookie, etag]),
      );
    });
    site.show({
      policy: `default-src 'none'; script-src '${service.widgetIntegrity}'; connect-src ${service.url}; require-trusted-types-for 'script'; trusted-types 'none'`,
      head: `<script type="module" src="${service.url}/widget.js" integrity="${service.widgetIntegrity}" crossorigin></script>`,
      body: `<related-reviews review="pig" first="4">${fallback}</related-reviews>`,
    });
    await page.goto(`${site.url}/articles/pig`);
    const entries = page.getByRole('navigation', { name: 'Related reviews' }).getByRole('listitem');
    await entries.first().waitFor();
    expect(await entries.count()).toBe(4);
    for (const [slot, { reasons }] of related.edges.entries())
      expect(await entries.nth(slot).innerText()).toContain(reasons[0]!.label);
    await lookAt(entries);
    await entries.nth(2).click();
    await page.waitForURL(`${service.url}/reviews/${related.edges[2]!.node.slug}`);
    await expectToldOf('pig', related, 2);
    expect(await Promise.all(asked)).toEqual([[site.url, '*', undefined, expect.any(String)]]);
    expect(faults).toEqual([]);
  });

  it.each<[string, (open: { url: string }) => string]>([
    ['the magazine', ({ url }) => `${url}/reviews/pig`],
    ['another site', () => `${site.url}/articles/pig`],
  ])('goes on over an open page of %s when the service is stopped', async (_, addressIn) => {
    const stopping = await startTestService();
    const far = '<p>More of the article.</p>'.repeat(100);
    site.show({
      head: `<script type="module" src="${stopping.url}/widget.js"></script>`,
      body: `<related-reviews review="pig"></related-reviews>${far}<related-reviews review="vertigo">${fallback}</related-reviews>`,
    });
    await page.goto(addressIn(stopping), { waitUntil: 'networkidle' });
    const entries = page.locator('related-reviews').first().getByRole('link');
    await entries.nth(5).waitFor();
    const text = await page.locator('main').innerText();
    await stopping.stop();
    await lookAt(entries);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.waitForTimeout(2_500); // until what was seen is told to nobody
    expect(await page.locator('main').innerText()).toBe(text);
    expect(await entries.count()).toBe(6);
    // What the browser says of an answer that does not come, nobody can keep it from saying.
    expect(faults.filter((fault) => !/ERR_CONNECTION_REFUSED/.test(fault))).toEqual([]);
  });
});
