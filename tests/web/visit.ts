import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { faultsOf } from '../support/browser';
import type { TestService } from '../support/service';

export const phone = { width: 375, height: 812 };
export const desk = { width: 1280, height: 900 };

export const tokenKey = 'reelgraph-token';

export interface Visit extends BrowserContextOptions {
  /** With which the tab is signed in already. */
  token?: string;
  /** What the page or the browser may log as errors. */
  expected?: unknown[];
}

/** A page that fails the test at its end by what it logs or throws unexpected, or asks of anybody else. */
export async function visit(
  { browser, service }: { browser: Browser; service: TestService },
  { token, expected = [], ...options }: Visit,
  walk: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ baseURL: service.url, viewport: desk, ...options });
  const page = await context.newPage();
  const faults = faultsOf(page);
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(service.url))
      elsewhere.push(request.url());
  });
  if (token) {
    await page.addInitScript(([key, value]) => sessionStorage.setItem(key!, value!), [tokenKey, token]);
  }
  await walk(page);
  expect(faults).toEqual(expected);
  expect(elsewhere).toEqual([]);
  await context.close();
}
