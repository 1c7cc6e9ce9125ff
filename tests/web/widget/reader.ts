import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { faultsOf, openBrowser } from '../../support/browser';
import { HostSite, StandInService } from './sites';

/** What shows until the list does, or instead. */
export const fallback = '<a href="/archive">Our archive</a>';

/** A reader before a page of another site, and the service behind it; anew for each test of a suite. */
export class Reader {
  browser!: Browser;
  service!: StandInService;
  site!: HostSite;
  page!: Page;
  /** What the page has thrown or logged as an error. */
  faults!: string[];

  /** To be called in a `describe`. */
  static comes(): Reader {
    const reader = new Reader();
    beforeAll(async () => {
      [reader.browser, reader.service, reader.site] = await Promise.all([
        openBrowser(),
        StandInService.start(),
        HostSite.start(),
      ]);
    });
    afterAll(() => Promise.all([reader.browser.close(), reader.service.stop(), reader.site.stop()]));
    beforeEach(async () => {
      reader.service.reset();
      await reader.has({ viewport: { width: 1000, height: 800 } });
    });
    afterEach(() => reader.page.context().close());
    return reader;
  }

  /** For a test that stops it. */
  newService(): Promise<StandInService> {
    return StandInService.start();
  }

  /** Takes another browser window. */
  async has(options: BrowserContextOptions): Promise<void> {
    await this.page?.context().close();
    this.page = await (await this.browser.newContext(options)).newPage();
    this.faults = faultsOf(this.page);
  }

  /** Opens a page of the site; with the script of the widget, unless told that it has its own. */
  async opens({
    head = '',
    script = this.service.script,
    ...page
  }: {
    head?: string;
    script?: string;
    body: string;
    policy?: string;
  }): Promise<void> {
    this.site.show({ ...page, head: head + script });
    await this.page.goto(`${this.site.url}/articles/pig`);
  }

  /** As `opens`, with the widget running before the body of the page is read. */
  async opensLate(body: string): Promise<void> {
    let readOn: () => void = () => undefined;
    const widgetRuns = new Promise<void>((resolve) => (readOn = resolve));
    await this.page.exposeFunction('widgetRuns', readOn);
    await this.page.route('**/late.js', async (route) => {
      await widgetRuns;
      await route.fulfill({ contentType: 'text/javascript', body: '' });
    });
    await this.opens({
      script: `${this.service.script.replace('<script', '<script async')}
        <script>customElements.whenDefined('related-reviews').then(widgetRuns)</script>`,
      body: `<script src="/late.js"></script>${body}`,
    });
  }

  /** The links of the lists; they are there once lists are shown. */
  get links(): Locator {
    return this.page.getByRole('navigation').getByRole('link');
  }

  sees(text: string): Promise<boolean> {
    return this.page.getByText(text).isVisible();
  }
}
