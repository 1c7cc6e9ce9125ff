import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, withBrowser } from '../../support/browser';
import { startTestService, type TestService } from '../../support/service';
import { barriersOf } from '../accessible';
import { desk, phone, type Visit, visit as visitPage } from '../visit';
import { bare, hostile, long, publish, rightToLeft } from './articles';

const addresses = [
  '/',
  '/reviews',
  '/reviews/vertigo',
  '/films?order=newest',
  '/films/wild-at-heart',
  '/films/leaving-las-vegas',
  '/people/nicolas-cage',
  '/people/nicolas-cage?role=ACTOR',
  '/authors/priya-venkataswamy',
  '/genres/western',
  '/search?q=lonely',
  '/path',
  '/path?from=pig&to=stormy-monday',
  '/nope',
];

withBrowser('the magazine in a browser', () => {
  let service: TestService;
  let browser: Browser;
  const odd = [bare, hostile, long, rightToLeft];
  let slugs: string[];
  beforeAll(async () => {
    service = await startTestService();
    slugs = [];
    for (const article of odd) slugs.push(await publish(service.store, article));
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await service.stop();
  });

  const visit = (options: Visit, walk: (page: Page) => Promise<void>) =>
    visitPage({ browser, service }, options, walk);

  it.each([...addresses, ...odd.map((_, index) => `odd ${index}`)])(
    'is accessible to everybody, on a phone and a desk, by day and by night: %s',
    async (address) => {
      const path = address.startsWith('odd') ? `/reviews/${slugs[Number(address.slice(4))]}` : address;
      const expected = address === '/nope' ? [expect.stringMatching(/status of 404/)] : [];
      await visit({ colorScheme: 'light', expected }, async (page) => {
        await page.goto(path);
        expect(await barriersOf(page)).toEqual([]);
      });
    },
    180_000,
  );

  it('takes a reader from the front page to an article, what is related to it, and on', async () => {
    await visit({ viewport: desk }, async (page) => {
      await page.goto('/');
      await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Reviews' }).click();
      await page.getByRole('link', { name: "'Pig' (2021)" }).click();
      await page.waitForURL('**/reviews/pig');
      const related = page.getByRole('region', { name: 'Related articles' });
      await related.getByRole('link', { name: "'Wild at Heart' (1990)" }).click();
      await page.waitForURL('**/reviews/wild-at-heart');
      await page
        .getByRole('complementary', { name: 'Movie Details' })
        .getByRole('link', { name: 'David Lynch' })
        .click();
      await page.waitForURL('**/people/david-lynch');
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('David Lynch');
    });
  });

  it('finds as one types, by keyboard alone', async () => {
    await visit({ viewport: desk }, async (page) => {
      await page.goto('/');
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
      const field = page.getByRole('combobox', { name: /search/i });
      await field.focus();
      await page.keyboard.type('nicolas ca');
      await page.getByRole('option', { name: 'Nicolas Cage' }).waitFor();
      expect(await field.getAttribute('aria-expanded')).toBe('true');
      expect(await page.locator('[role=option] mark').first().innerText()).toBe('Nicolas');
      await page.keyboard.press('ArrowDown');
      const active = await field.getAttribute('aria-activedescendant');
      const option = page.locator(`[id="${active}"]`);
      expect(await option.getAttribute('aria-selected')).toBe('true');
      expect(await option.innerText()).toContain('Nicolas Cage');
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
      await page.keyboard.press('Enter');
      await page.waitForURL('**/people/nicolas-cage');
    });
  });

  it('closes what it offers on Escape, and sends what was typed on Enter', async () => {
    await visit({ viewport: desk }, async (page) => {
      await page.goto('/');
      await page.getByRole('combobox').fill('lonely');
      await page.getByRole('listbox').waitFor();
      await page.keyboard.press('Escape');
      expect(await page.getByRole('listbox').isVisible()).toBe(false);
      await page.keyboard.press('Enter');
      await page.waitForURL('**/search?q=lonely');
      expect(await page.locator('.found mark').first().innerText()).toMatch(/lonely/i);
    });
  });

  it('finds the path between two films that are chosen as one types', async () => {
    await visit({ viewport: phone }, async (page) => {
      await page.goto('/path');
      for (const [label, words, title] of [
        ['From the film', 'a star is b', 'A Star Is Born (1937)'],
        ['to the film', 'vertig', 'Vertigo (1958)'],
      ] as const) {
        const field = page.getByRole('combobox', { name: label });
        await field.pressSequentially(words);
        await page.getByRole('option', { name: title }).click();
        expect(await field.inputValue()).toBe(title);
      }
      await page.getByRole('button', { name: 'Find the path' }).click();
      await page.waitForURL(/\/path\?from=a-star-is-born[-\d]*&to=vertigo$/);
      expect(await page.getByRole('combobox', { name: 'From the film' }).inputValue()).toBe(
        'A Star Is Born (1937)',
      );
    });
  });

  it('still searches when the API fails', async () => {
    await visit({ viewport: desk }, async (page) => {
      await page.route('**/graphql*', (route) => route.fulfill({ body: 'not JSON' }));
      await page.goto('/');
      await page.getByRole('combobox').pressSequentially('pig');
      await page.waitForResponse('**/graphql*');
      await page.unrouteAll();
      await page.keyboard.press('Enter');
      await page.waitForURL('**/search?q=pig');
    });
  });

  it('works without scripts', async () => {
    await visit({ viewport: phone, javaScriptEnabled: false }, async (page) => {
      await page.goto('/search');
      await page.getByLabel(/a film, a person/i).fill('cage');
      await page.getByRole('button', { name: 'Search' }).click();
      await page.getByRole('link', { name: 'Nicolas Cage' }).first().click();
      await page.waitForURL('**/people/nicolas-cage');
      await page.goto('/path');
      await page.getByLabel('From the film').fill('pig');
      await page.getByLabel('to the film').fill('Stormy Monday');
      await page.getByRole('button', { name: 'Find the path' }).click();
      expect(await page.getByRole('heading', { level: 2 }).first().innerText()).toBe('Connected in 4 steps');
      await page.goto('/reviews/pig');
      await page.getByText('Also with Nicolas Cage').first().waitFor();
    });
  });

  it('moves nothing while a page loads', async () => {
    await visit({ viewport: phone }, async (page) => {
      await page.goto('/'); // what pages load is there from then on
      for (const path of ['/', '/reviews/vertigo', '/films', '/path?from=pig&to=stormy-monday']) {
        await page.goto(path, { waitUntil: 'networkidle' });
        const shift = await page.evaluate(
          () =>
            new Promise<number>((resolve) => {
              let sum = 0;
              new PerformanceObserver((list) => {
                for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
              }).observe({ type: 'layout-shift', buffered: true });
              setTimeout(() => resolve(sum), 300);
            }),
        );
        expect([path, shift]).toEqual([path, 0]);
      }
    });
  });

  it('shows a headline that is a script as text', async () => {
    await visit({ viewport: desk }, async (page) => {
      for (const path of ['/', `/reviews/${slugs[1]}`, '/search?q=hostile']) {
        await page.goto(path);
        expect(await page.title()).not.toBe('taken');
        expect(await page.locator('main img').count()).toBe(0);
      }
      await page.getByRole('combobox').fill('hostile');
      await page.getByRole('option', { name: /Hostile <\/script><script>/ }).waitFor();
    });
  });
});
