import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Locator } from 'playwright-core';
import { faultsOf, openBrowser, withBrowser } from '../../support/browser';
import { startTestService, type TestService } from '../../support/service';

withBrowser('the page about the widget', () => {
  let service: TestService;
  let browser: Browser;
  beforeAll(async () => {
    [service, browser] = await Promise.all([startTestService(), openBrowser()]);
  });
  afterAll(() => Promise.all([browser.close(), service.stop()]));

  async function showList(widget: Locator): Promise<void> {
    await widget.scrollIntoViewIfNeeded();
    await widget.getByRole('listitem').first().waitFor();
  }

  it('shows every layout on what the service holds, and writes what to copy as one chooses', async () => {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await context.newPage();
    await page.route('**/engagement', (route) => route.fulfill({ status: 204 }));
    const faults = faultsOf(page);
    await page.goto(`${service.url}/widget`);
    const live = page.locator('[data-live=""]');
    for (const layout of await live.all()) await showList(layout);
    await page.getByRole('combobox', { name: 'Review' }).fill('wild at');
    await page.locator('#reviews option[value="wild-at-heart"]').waitFor({ state: 'attached' });
    await page.getByRole('combobox', { name: 'Review' }).fill('pig');
    await live.first().getByText('Also with Nicolas Cage').first().waitFor();

    await page.getByLabel('Cards').check();
    await page.getByLabel('Theme').selectOption('Dark');
    await page.getByLabel('Entries').fill('3');
    await page.getByLabel('Heading').fill('Next "one"');
    await page.getByLabel('Links').fill('/articles/{slug}');
    await page.getByRole('button', { name: 'Copy' }).first().click();
    await page.getByText('Copied.').waitFor();
    const written = [
      `<script type="module" src="${service.url}/widget.js"></script>`,
      '<style>',
      expect.stringMatching(
        /^ {2}related-reviews:not\(:defined\) \{ display: block; min-block-size: \d+em \}$/,
      ),
      expect.stringMatching(
        /^ {2}@media \(min-width: 48em\) \{ related-reviews:not\(:defined\) \{ min-block-size: \d+em \} \}$/,
      ),
      '</style>',
      '',
      '<related-reviews review="pig" layout="cards" first="3" theme="dark" heading="Next &quot;one&quot;" link="/articles/{slug}">',
      '  <!-- what shows until then, or instead -->',
      '</related-reviews>',
    ];
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.split('\n')).toEqual(written);
    await live.nth(1).getByText('Next "one"').waitFor();
    expect(await live.nth(1).getByRole('listitem').count()).toBe(3);
    await page.getByLabel('This version only').check();
    expect(await page.locator('#snippet').innerText()).toContain(`integrity="${service.widgetIntegrity}"`);
    expect(faults).toEqual([]);
    await context.close();
  });

  it.each([
    [375, 0],
    [1280, 1],
  ])('writes how much room to keep until the script has come: %i px', async (width, line) => {
    const context = await browser.newContext({ viewport: { width, height: 800 } });
    const page = await context.newPage();
    await page.goto(`${service.url}/widget`);
    for (const [name, layout] of [
      ['One line', 'line'],
      ['Cards', 'cards'],
      ['List', 'list'],
    ] as const) {
      await page.getByRole('radio', { name }).check();
      const ems = [...(await page.locator('#snippet').innerText()).matchAll(/(\d+)em \}/g)];
      const { height } = (await page.locator(`[data-live=""][layout=${layout}]`).boundingBox())!;
      const kept = Number(ems[line]![1]) * 16;
      // A desk's column may be narrower than this page: there is a little more room then, and nothing moves.
      expect(kept).toBeGreaterThanOrEqual(height);
      expect(kept).toBeLessThan(height * 1.6);
    }
    await context.close();
  });

  it.each([
    ['in light', { colorScheme: 'light' as const }],
    ['in dark, on a phone', { colorScheme: 'dark' as const, viewport: { width: 320, height: 800 } }],
  ])('has nothing that axe finds fault with, %s', async (_, options) => {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    await page.goto(`${service.url}/widget`);
    for (const widget of await page.locator('[data-live]').all()) await showList(widget);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ target }) => target) }))).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await context.close();
  });

  it('can be read and copied from without scripts', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${service.url}/widget`);
    expect(await page.locator('#snippet').innerText()).toContain(`src="${service.url}/widget.js"`);
    expect(await page.getByRole('button').count()).toBe(0);
    await context.close();
  });
});
