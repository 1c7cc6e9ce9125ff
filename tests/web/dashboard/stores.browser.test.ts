import type { Browser } from 'playwright-core';
import { openBrowser, withBrowser } from '../../support/browser';
import { startTestService, type TestService } from '../../support/service';
import { emptyTemplate } from '../../support/store';
import { bare, publish } from '../magazine/articles';
import { visit } from '../visit';
import { settled } from './dashboard';

withBrowser('the dashboard of a store with next to nothing in it', () => {
  let browser: Browser;
  let service: TestService;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    service = await startTestService({ template: emptyTemplate, settings: { DASHBOARD_PUBLIC: 'true' } });
  });
  afterEach(() => service.stop());

  it.each(['', '/graph', '/coverage', '/profiles'])(
    'says what is missing, and how to get it: /dashboard%s',
    async (path) => {
      await visit({ browser, service }, {}, async (page) => {
        await page.goto(`/dashboard${path}`);
        await page.getByRole('heading', { name: 'No article is published yet' }).waitFor();
        expect(await page.locator('main').innerText()).toContain('reelgraph -- import article');
      });
    },
  );

  it('shows one article that nobody has read, and nothing that is not so', async () => {
    const slug = await publish(service.store, bare);
    await visit({ browser, service }, {}, async (page) => {
      for (const [path, said] of [
        ['', 'No list was seen in this period.'],
        ['', 'Nothing was seen.'],
        ['/graph', 'No list leads anywhere.'],
        ['/coverage', 'None: no film has more than one article.'],
        ['/coverage', '1 article without a date.'],
        ['/profiles', 'None waits to be looked at.'],
        [`/articles/${slug}`, 'Nothing: no article is related to this one.'],
        ['/articles/nope', 'No such article'],
      ] as const) {
        await page.goto(`/dashboard${path}`);
        await settled(page);
        await page.getByText(said).first().waitFor();
        expect(await page.getByText(/NaN|undefined|Infinity/).count()).toBe(0);
      }
    });
  });
});
