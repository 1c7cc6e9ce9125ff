import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { Role } from '../../../src/access/role';
import { openBrowser, withBrowser } from '../../support/browser';
import { startTestService, type TestService } from '../../support/service';
import { barriersOf } from '../accessible';
import { hostile, publish } from '../magazine/articles';
import { visit } from '../visit';
import { deadEnd, makeReaders, settled, tokenOf } from './dashboard';

const addresses = [
  '/dashboard',
  '/dashboard?period=7&genre=drama',
  '/dashboard/graph',
  '/dashboard/coverage',
  '/dashboard/profiles',
  `/dashboard/articles/${deadEnd}`,
];

withBrowser('the pages of the dashboard', () => {
  let service: TestService;
  let browser: Browser;
  let token: string;
  beforeAll(async () => {
    service = await startTestService();
    await publish(service.store, hostile);
    await makeReaders(service);
    token = await tokenOf(service, { role: Role.EDITOR });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await service.stop();
  });

  const openTables = (page: Page) =>
    page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });

  it.each([...addresses, '/dashboard without a token'])(
    'is accessible to everybody, on a phone and a desk, by day and by night: %s',
    async (address) => {
      const [path, isClosed] = address.split(' ');
      const options = { colorScheme: 'light' as const, ...(!isClosed && { token }) };
      await visit({ browser, service }, options, async (page) => {
        await page.goto(path!);
        await settled(page);
        await openTables(page);
        expect(await barriersOf(page)).toEqual([]);
      });
    },
    180_000,
  );

  it('keeps what the figures are of in the address, for links, back and forward', async () => {
    await visit({ browser, service }, { token }, async (page) => {
      const at = () => page.evaluate(() => location.pathname + location.search);
      await page.goto('/dashboard?author=priya-venkataswamy');
      await settled(page);
      await page.getByRole('combobox', { name: 'Genre' }).selectOption('Drama');
      await page.getByRole('combobox', { name: 'Period' }).selectOption('Last 7 days');
      await settled(page);
      expect(await at()).toBe('/dashboard?period=7&genre=drama&author=priya-venkataswamy');
      const title = page.locator('#totals');
      const week = await title.innerText();
      await page.getByRole('link', { name: 'Coverage' }).click();
      await settled(page);
      expect(await at()).toBe('/dashboard/coverage?period=7&genre=drama&author=priya-venkataswamy');
      await page.goBack();
      await title.filter({ hasText: week }).waitFor();
      await page.goBack();
      await settled(page);
      expect(await at()).toBe('/dashboard?genre=drama&author=priya-venkataswamy');
      await title.filter({ hasNotText: week }).waitFor();
      expect(await page.getByRole('combobox', { name: 'Period' }).inputValue()).toBe('28');
      await page.goForward();
      await title.filter({ hasText: week }).waitFor();
    });
  });

  it('takes dates of one’s own, and says what is wrong with them', async () => {
    await visit({ browser, service }, { token }, async (page) => {
      await page.goto('/dashboard');
      await settled(page);
      await page.getByRole('combobox', { name: 'Period' }).selectOption('Own dates');
      await page.getByLabel('First day').fill('2026-03-31');
      await page.getByLabel('Last day').fill('2026-03-01');
      await page.getByRole('button', { name: 'Show' }).click();
      expect(await page.getByRole('alert').innerText()).toBe('The first day lies after the last.');
      await page.getByLabel('First day').fill('2026-02-27');
      await page.getByRole('button', { name: 'Show' }).click();
      await page.waitForURL('**/dashboard?from=2026-02-27&to=2026-03-01');
      await page.locator('#totals').getByText('27 February – 1 March 2026').waitFor();
    });
  });

  it('leaves out, and says so, what the address names and nobody knows', async () => {
    await visit({ browser, service }, { token }, async (page) => {
      await page.goto('/dashboard/graph?genre=polka');
      await settled(page);
      expect(await page.getByRole('alert').innerText()).toContain('no genre is called “polka”');
    });
  });

  it('has the order of articles in the address, to be gone back from and sent on', async () => {
    await visit({ browser, service }, { token }, async (page) => {
      await page.goto('/dashboard?order=views');
      await settled(page);
      const order = page.getByRole('combobox', { name: 'Order' });
      expect(await order.inputValue()).toBe('VIEWS');
      await order.selectOption('Shown most under others');
      await page.waitForURL('**/dashboard?order=times-shown');
      await page.getByText(/by this order: shown most under others\. The list stops after 25:/).waitFor();
      await page.goBack();
      await page.getByText(/by this order: most lists seen\./).waitFor();
    });
  });

  it.each([
    ['/dashboard/coverage', 'Articles by month', 'Month,Articles', /^\d{4}-\d\d,\d+$/],
    ['/dashboard/coverage', 'Articles by decade', 'Decade,Articles,Films', /^\d{4},\d+,\d+$/],
    ['/dashboard', 'Which places earn clicks', /^Place,Impressions,/, /^1,\d+,\d+,0\.\d+,/],
    ['/dashboard', 'Day by day', /^Day,Lists seen,/, /^\d{4}-\d\d-\d\d,\d+,\d+,/],
  ])('saves dates as ISO has them and numbers bare: %s, %s', async (path, card, header, first) => {
    await visit({ browser, service }, { token }, async (page) => {
      await page.goto(path);
      await settled(page);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: `CSV of ${card}` }).click(),
      ]);
      const lines = (await readFile(await download.path(), 'utf8')).split('\r\n');
      expect(lines[0]).toMatch(header);
      expect(lines[1]).toMatch(first);
    });
  });

  it('says in the name of a CSV where its list was cut off', async () => {
    await visit({ browser, service }, { token }, async (page) => {
      await page.goto('/dashboard');
      await settled(page);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'CSV of Articles' }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^reelgraph-articles-first-25-/);
    });
  });

  it('saves a table as CSV, in which a headline is text', async () => {
    await visit({ browser, service }, { token }, async (page) => {
      await page.goto('/dashboard/graph');
      await settled(page);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'CSV of What links are made of' }).click(),
      ]);
      expect(download.suggestedFilename()).toBe('reelgraph-what-links-are-made-of.csv');
      const lines = (await readFile(await download.path(), 'utf8')).split('\r\n');
      expect(lines[0]).toBe('Reason,Links,Share');
      expect(lines[1]).toMatch(/^Same \w+,\d+,0\.\d+$/);
      expect(lines.at(-1)).toBe('');
      const card = page.getByRole('region', { name: 'What links are made of' });
      await card.getByText('Table').click();
      expect(await card.getByRole('row').count()).toBe(lines.length - 1);
    });
  });

  it.each(['light', 'dark'] as const)(
    'saves a chart as PNG, on the ground of the page: %s',
    async (colorScheme) => {
      await visit({ browser, service }, { token, colorScheme }, async (page) => {
        await page.goto('/dashboard');
        await settled(page);
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name: 'PNG of Which places earn clicks' }).click(),
        ]);
        expect(download.suggestedFilename()).toMatch(
          /^reelgraph-which-places-earn-clicks-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.png$/,
        );
        const png = await readFile(await download.path());
        expect(png.subarray(1, 4).toString()).toBe('PNG');
        const address = `data:image/png;base64,${png.toString('base64')}`;
        const corner = await page.evaluate(async (src) => {
          const image = Object.assign(new Image(), { src });
          await image.decode();
          const pen = new OffscreenCanvas(1, 1).getContext('2d')!;
          pen.drawImage(image, 0, 0);
          return [...pen.getImageData(0, 0, 1, 1).data];
        }, address);
        expect(corner).toEqual(colorScheme === 'light' ? [255, 255, 255, 255] : [30, 28, 25, 255]);
      });
    },
  );

  it('leads from a figure to its query, which runs there with the same answer', async () => {
    await visit({ browser, service }, { token }, async (page) => {
      await page.goto('/dashboard?period=7&genre=drama');
      await settled(page);
      for (const [figure, operation, answer] of [
        ['Which reasons earn clicks', 'DashboardReaderReasons', '"byReason"'],
        ['Which places earn clicks', 'DashboardReaderSlots', '"bySlot"'],
      ] as const) {
        await page.getByRole('link', { name: `Query of ${figure}` }).click();
        await page.waitForURL('**/graphql?query=*');
        expect(page.url()).not.toContain(token);
        await page.locator('.graphiql-query-editor').getByText(operation).waitFor();
        await page.getByRole('button', { name: /execute query/i }).click();
        await page.locator('.graphiql-response').getByText(answer).waitFor();
        // GraphiQL remembers what was run, headers included, for longer than the tab.
        expect(await page.evaluate((key) => JSON.stringify(localStorage).includes(key), token)).toBe(false);
        await page.goBack();
        await settled(page);
      }
    });
  });

  it('draws charts anew when the colours change, and moves nothing for whoever wants that', async () => {
    const still = { token, reducedMotion: 'reduce' as const, colorScheme: 'light' as const };
    await visit({ browser, service }, still, async (page) => {
      await page.goto('/dashboard/coverage');
      await settled(page);
      const drawn = () =>
        page
          .getByRole('img', { name: /^Articles by genre/ })
          .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
      const byDay = await drawn();
      await page.waitForTimeout(400);
      expect(await drawn()).toBe(byDay);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.waitForFunction((before) => {
        const canvas = document.querySelector('canvas[aria-label^="Articles by genre"]') as HTMLCanvasElement;
        return canvas.toDataURL() !== before;
      }, byDay);
    });
  });
});
