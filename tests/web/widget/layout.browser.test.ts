import { withBrowser } from '../../support/browser';
import { fallback, Reader } from './reader';
import { answerTo } from './sites';

const layouts = ['list', 'cards', 'line'];
const widths = [320, 1280];
const rest = '<p id="rest">What comes after.</p>'.concat('<p>More.</p>'.repeat(60));
const slowly = (of: Parameters<typeof answerTo>[0]) =>
  new Promise((resolve) => setTimeout(() => resolve(answerTo(of)), 300));

const each = layouts.flatMap((layout) => widths.map((width) => ({ layout, width })));

withBrowser('the room that the widget takes', () => {
  const reader = Reader.comes();

  /** The sum of all layout shifts since the page was opened, as the browser measures them. */
  const shifts = () =>
    reader.page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) =>
            resolve(
              list.getEntries().reduce((sum, entry) => sum + (entry as never as { value: number }).value, 0),
            ),
          ).observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => resolve(0), 500); // none was observed
        }),
    );

  const write = (layout: string, between: string) =>
    `<related-reviews review="pig" layout="${layout}" heading="Next">${between}</related-reviews>${rest}`;

  it('is measured by what sees a shift', async () => {
    await reader.opens({ body: `<div id="late"></div>${rest}` });
    await reader.page.waitForTimeout(200);
    await reader.page.evaluate(() => {
      document.getElementById('late')!.style.height = '100px';
    });
    await reader.page.waitForTimeout(200);
    expect(await shifts()).toBeGreaterThan(0);
  });

  it.each(
    each.flatMap((one) => [
      { ...one, between: '', what: 'nothing' },
      { ...one, between: fallback, what: 'a link' },
      { ...one, between: '<p style="height: 1400px">Much</p>', what: 'more than the list takes' },
    ]),
  )(
    'is there from the start: a $layout, $width px wide, with $what between the tags',
    async ({ layout, width, between }) => {
      await reader.has({ viewport: { width, height: 800 } });
      await reader.opens({ body: write(layout, between) });
      await reader.links.first().waitFor();
      const height = await reader.page.locator('related-reviews').evaluate((element) => element.clientHeight);
      // As the page about the widget tells whoever has it in view at once.
      reader.service.answer = slowly;
      await reader.opens({
        head: `<style>related-reviews:not(:defined) { display: block; min-height: ${height}px }</style>`,
        body: write(layout, between),
      });
      await reader.links.first().waitFor();
      expect(await shifts()).toBe(0);
    },
  );

  it.each([
    ['stands out where nothing is between the tags', '', 'visible'],
    ['stands out where nothing but white space is', '\n  ', 'visible'],
    ['lies under what is there, read after the widget', fallback, 'hidden'],
  ])('%s', async (_, between, visibility) => {
    reader.service.answer = () => new Promise(() => undefined);
    await reader.opensLate(write('list', between));
    const room = reader.page.locator('related-reviews .room');
    expect(await room.evaluate((element) => getComputedStyle(element).visibility)).toBe(visibility);
  });

  it('is what the page kept free, where that is more', async () => {
    reader.service.answer = slowly;
    await reader.opens({
      head: '<style>related-reviews:not(:defined) { display: block; min-block-size: 60em }</style>',
      body: write('list', fallback),
    });
    await reader.links.first().waitFor();
    expect(await reader.page.locator('related-reviews').evaluate(({ clientHeight }) => clientHeight)).toBe(
      960,
    );
    expect(await shifts()).toBe(0);
  });

  it.each(each)(
    'changes only where nobody sees it: a $layout below the viewport, $width px wide',
    async ({ layout, width }) => {
      await reader.has({ viewport: { width, height: 800 } });
      reader.service.answer = slowly;
      await reader.opens({ body: `${rest}${write(layout, fallback)}` });
      await reader.page.evaluate(() =>
        scrollTo({ top: document.querySelector('related-reviews')!.getBoundingClientRect().top - 1000 }),
      );
      await reader.links.first().waitFor();
      await reader.page.locator('related-reviews').scrollIntoViewIfNeeded();
      expect(await shifts()).toBe(0);
    },
  );

  it('is given back where the list is shorter, or none, and nobody sees it', async () => {
    reader.service.answer = () => ({ data: { relatedReviews: [null] } });
    await reader.opens({ body: `<div style="height: 1000px"></div>${write('list', '')}` });
    await reader.page.waitForResponse(/graphql/).catch(() => undefined);
    await reader.page.waitForFunction(() => document.querySelector('related-reviews')!.clientHeight === 0);
  });

  it.each([280, 375, 700, 1200])('is never too narrow for what stands in it: %i px', async (width) => {
    await reader.has({ viewport: { width, height: 800 } });
    await reader.opens({
      head: '<style>body { margin: 0 }</style>',
      body: layouts
        .map((layout) => `<related-reviews review="pig" layout="${layout}"></related-reviews>`)
        .reverse()
        .join(''),
    });
    await reader.links.nth(12).waitFor();
    const overflow = await reader.page.evaluate(() => {
      const items = [...document.querySelectorAll('related-reviews')].flatMap(({ shadowRoot }) => [
        ...shadowRoot!.querySelectorAll<HTMLElement>('nav li'),
      ]);
      return {
        sideways: document.documentElement.scrollWidth - innerWidth,
        entries: items.filter((item) => item.scrollHeight > item.clientHeight + 1).length,
        seen: items.length,
      };
    });
    expect(overflow).toEqual({ sideways: 0, entries: 0, seen: 13 });
  });
});
