import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);

/** `describe` for what needs a browser: skipped, and that said, where none is installed. */
export const withBrowser: jest.Describe = executablePath ? describe : describe.skip;
if (!executablePath) console.warn('SKIPPED: no Chromium is installed, so no page was opened in a browser');

/** Headless, and asking nobody for anything of its own accord. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: executablePath!,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Notes down what a page throws, and what it or the browser logs as an error. */
export function faultsOf(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  return faults;
}
