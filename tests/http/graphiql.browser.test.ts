import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { waitUntil } from '../service/program';
import { startTestService, type TestService } from '../support/service';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);
if (!executablePath) console.warn('SKIPPED: no Chromium is installed, so no page was opened in a browser');
const withBrowser = executablePath ? describe : describe.skip;

withBrowser('GraphiQL in a browser without internet', () => {
  let service: TestService;
  let browser: Browser;
  beforeAll(async () => {
    service = await startTestService();
    browser = await chromium.launch({
      executablePath: executablePath!,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  });
  afterAll(async () => {
    await browser.close();
    await service.stop();
  });

  it('opens with example queries, answers the first, keeps to the policy, and asks nobody else for anything', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const faults: string[] = [];
    const elsewhere: string[] = [];
    const workers: string[] = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
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
