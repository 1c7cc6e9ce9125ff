import type { Browser } from 'playwright-core';
import { Role } from '../../../src/access/role';
import { makeDemoTraffic } from '../../../src/engagement/demo/demo-traffic';
import { Progress } from '../../../src/relatedness/quality/progress';
import { openBrowser, withBrowser } from '../../support/browser';
import { startTestService, type TestService } from '../../support/service';
import { visit } from '../visit';
import { settled, tokenOf } from './dashboard';

withBrowser('the dashboard of made-up readers', () => {
  let browser: Browser;
  let service: TestService;
  beforeAll(async () => {
    [browser, service] = await Promise.all([openBrowser(), startTestService()]);
    const now = Date.now();
    await makeDemoTraffic(
      { sql: service.store.sql, url: service.store.url, progress: new Progress() },
      {
        seed: 'dashboard',
        days: 3,
        until: new Date(now).toISOString().slice(0, 10),
        now,
        amount: { viewsPerDay: 100 },
      },
    );
  });
  afterAll(async () => {
    await browser.close();
    await service.stop();
  });

  it.each([
    ['/dashboard', 'Day by day', 'reelgraph-day-by-day-demo-'],
    [
      '/dashboard/articles/pig',
      'What stands under it',
      'reelgraph-what-stands-under-it-pig-2021-movie-review-demo-',
    ],
  ])('says so above the figures and in the names of what is saved: %s', async (path, card, name) => {
    const token = await tokenOf(service, { role: Role.ANALYST });
    await visit({ browser, service }, { token }, async (page) => {
      await page.goto(path);
      await settled(page);
      expect(await page.getByRole('note').innerText()).toMatch(/^[\d,]+ events are demo: made up by/);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: `CSV of ${card}` }).click(),
      ]);
      expect(download.suggestedFilename()).toContain(name);
    });
  });
});
