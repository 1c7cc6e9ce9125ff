import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import AxeBuilder from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { faultsOf, openBrowser, withBrowser } from '../../support/browser';
import { startTestService, type TestService } from '../../support/service';

withBrowser('the list in an iframe', () => {
  let service: TestService;
  let browser: Browser;
  /** A site of somebody else's, with what /oembed has given it on its page. */
  let site: Server;
  let siteUrl: string;
  beforeAll(async () => {
    service = await startTestService();
    browser = await openBrowser();
    const page = encodeURIComponent(`${service.url}/reviews/pig`);
    const { html } = (await (await fetch(`${service.url}/oembed?url=${page}`)).json()) as { html: string };
    site = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(
        `<!doctype html><html lang="en"><title>Elsewhere</title><link rel="icon" href="data:,">
        <h1>Elsewhere</h1>${html}</html>`,
      );
    }).listen(0);
    siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;
  });
  afterAll(async () => {
    await browser.close();
    site.close();
    await service.stop();
  });

  it('fits the frame that oEmbed gives, on the page of another site, and its links lead that page on', async () => {
    const page = await browser.newPage({ viewport: { width: 800, height: 900 } });
    const faults = faultsOf(page);
    await page.goto(siteUrl);
    const frame = page.frames()[1]!;
    const links = frame.locator('nav a');
    await links.first().waitFor();
    expect(await links.count()).toBe(6);
    const overflow = () => [
      document.documentElement.scrollWidth - innerWidth,
      document.documentElement.scrollHeight - innerHeight,
    ];
    expect(await frame.evaluate(overflow)).toEqual([0, 0]);
    expect(faults).toEqual([]);
    await links.first().focus();
    const headline = await links.first().textContent();
    await page.keyboard.press('Enter');
    await page.waitForURL(`${service.url}/reviews/*`);
    expect(await page.locator('h1').textContent()).toBe(headline);
    await page.close();
  });

  it.each(
    ['light', 'dark'].flatMap((theme) => ['list', 'cards', 'none'].map((layout) => ({ theme, layout }))),
  )('keeps nobody out: $layout, $theme', async ({ theme, layout }) => {
    for (const width of [280, 1280]) {
      const context = await browser.newContext({ viewport: { width, height: 800 } });
      const page = await context.newPage();
      const faults = faultsOf(page);
      const slug = layout === 'none' ? 'no-such' : 'pig';
      await page.goto(`${service.url}/embed/${slug}?theme=${theme}&layout=${layout}`);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      const ground = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      expect(ground).toBe(theme === 'dark' ? 'rgb(27, 25, 24)' : 'rgb(248, 245, 240)');
      // That a page is not there is an error to the browser.
      expect(faults.filter((fault) => !fault.includes('404'))).toEqual([]);
      await context.close();
    }
  });

  it('follows the preference of the reader where no theme is asked for', async () => {
    for (const [colorScheme, expected] of [
      ['dark', 'rgb(27, 25, 24)'],
      ['light', 'rgb(248, 245, 240)'],
    ] as const) {
      const context = await browser.newContext({ colorScheme });
      const page = await context.newPage();
      await page.goto(`${service.url}/embed/pig`);
      const ground = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      expect(ground).toBe(expected);
      await context.close();
    }
  });
});
