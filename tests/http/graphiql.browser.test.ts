import type { Browser } from 'playwright-core';
import { waitUntil } from '../service/program';
import { faultsOf, openBrowser, withBrowser } from '../support/browser';
import { startTestService, type TestService } from '../support/service';

withBrowser('GraphiQL in a browser without internet', () => {
  let service: TestService;
  let browser: Browser;
  beforeAll(async () => {
    service = await startTestService();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await service.stop();
  });

  it('opens with example queries, answers the first, keeps to the policy, and asks nobody else for anything', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const faults = faultsOf(page);
    const elsewhere: string[] = [];
    const workers: string[] = [];
    page.on('worker', (worker) => workers.push(worker.url()));
    await page.addInitScript(
      `document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        console.error('refused by the policy: ' + violatedDirective + ' ' + blockedURI))`,
    );
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(service.url))
        elsewhere.push(request.url());
    });
    await page.goto(`${service.url}/graphql`);
    await page.getByRole('tab').nth(4).waitFor();
    expect(await page.getByRole('tab').allInnerTexts()).toEqual(
      expect.arrayContaining(['WhatNext', 'ArticlePage', 'LatestReviews', 'PersonPage', 'Search']),
    );
    await page.locator('.graphiql-query-editor').getByText('WhatNext').waitFor();
    await page.getByRole('button', { name: /execute query/i }).click();
    await page.locator('.graphiql-response').getByText('"data"').waitFor();
    const shown = await page.locator('.graphiql-response .view-lines').innerText();
    expect(shown.replace(/\s+/g, ' ')).toContain('Also with Nicolas Cage');
    if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT });
    expect(faults).toEqual([]);
    await waitUntil(async () => workers.includes(`${service.url}/graphiql/graphql.worker.js`), 10_000);
    expect(elsewhere).toEqual([]);
  });
});
