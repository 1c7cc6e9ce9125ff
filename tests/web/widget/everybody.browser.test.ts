import { AxeBuilder } from '@axe-core/playwright';
import { withBrowser } from '../../support/browser';
import { fallback, Reader } from './reader';

withBrowser('the widget for everybody', () => {
  const reader = Reader.comes();
  const all = ['list', 'cards', 'line']
    .map(
      (layout) => `<related-reviews review="pig" layout="${layout}" first="3">${fallback}</related-reviews>`,
    )
    .join('');
  const color = (part: string, property: 'color' | 'backgroundColor') =>
    reader.page
      .locator(`related-reviews [part=${part}]`)
      .first()
      .evaluate((element, name) => getComputedStyle(element)[name], property);

  it.each([
    ['in light', { colorScheme: 'light' as const }],
    ['in dark', { colorScheme: 'dark' as const }],
    ['in forced colours', { forcedColors: 'active' as const }],
    ['on a phone', { viewport: { width: 320, height: 640 } }],
  ])('has nothing that axe finds fault with, %s', async (_, options) => {
    await reader.has(options);
    await reader.opens({ body: all });
    await reader.links.nth(6).waitFor();
    const { violations, passes } = await new AxeBuilder({ page: reader.page }).analyze();
    expect(violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ target }) => target) }))).toEqual([]);
    const looked = passes.flatMap(({ nodes }) => nodes.map(({ target }) => JSON.stringify(target)));
    expect(looked.join()).toContain('.headline'); // in the shadow tree too
  });

  it('is a landmark with a list of links, and no chatter', async () => {
    await reader.opens({
      body: '<related-reviews review="pig" first="2" heading="Read next"></related-reviews>',
    });
    await reader.links.first().waitFor();
    const nav = reader.page.getByRole('navigation', { name: 'Read next' });
    await expect(nav.getByRole('heading', { level: 2, name: 'Read next' }).count()).resolves.toBe(1);
    await expect(nav.getByRole('list').getByRole('listitem').count()).resolves.toBe(2);
    await expect(reader.page.locator('related-reviews [aria-live]').count()).resolves.toBe(0);
    await expect(reader.page.locator('related-reviews [aria-busy=true]').count()).resolves.toBe(0);
  });

  it('is walked by keyboard, link by link, and one sees where', async () => {
    await reader.opens({
      body: '<related-reviews review="pig" first="2" link="/read/{slug}"></related-reviews><button>End</button>',
    });
    await reader.links.first().waitFor();
    const walked: string[] = [];
    for (let step = 0; step < 3; step++) {
      await reader.page.keyboard.press('Tab');
      walked.push(
        await reader.page.evaluate(() => {
          const focused = document.activeElement!.shadowRoot?.activeElement;
          return focused
            ? `${focused.getAttribute('href')} ${getComputedStyle(focused, '::after').outlineStyle}`
            : document.activeElement!.tagName;
        }),
      );
    }
    expect(walked).toEqual(
      ['pig-1', 'pig-2'].map((slug) => `${reader.site.url}/read/${slug} solid`).concat('BUTTON'),
    );
    await reader.page.keyboard.press('Shift+Tab');
    await reader.page.keyboard.press('Enter');
    await reader.page.waitForURL('**/read/pig-2');
  });

  it.each([
    { system: 'light', theme: '', isDark: false },
    { system: 'dark', theme: '', isDark: true },
    { system: 'dark', theme: 'light', isDark: false },
    { system: 'light', theme: 'dark', isDark: true },
  ] as const)('is dark or not: the system $system, the theme "$theme"', async ({ system, theme, isDark }) => {
    await reader.has({ colorScheme: system });
    await reader.opens({ body: `<related-reviews review="pig" theme="${theme}"></related-reviews>` });
    await reader.links.first().waitFor();
    expect(await color('panel', 'backgroundColor')).toBe(isDark ? 'rgb(27, 25, 24)' : 'rgb(248, 245, 240)');
  });

  it('takes colours and parts from the page', async () => {
    await reader.opens({
      head: '<style>body { --related-background: rgb(1, 2, 3) } related-reviews::part(about) { color: rgb(4, 5, 6) }</style>',
      body: '<related-reviews review="pig"></related-reviews>',
    });
    await reader.links.first().waitFor();
    expect(await color('panel', 'backgroundColor')).toBe('rgb(1, 2, 3)');
    expect(await color('about', 'color')).toBe('rgb(4, 5, 6)');
  });

  it('goes from right to left where the page does, and its texts as they are written', async () => {
    await reader.opens({ body: `<div dir="rtl" lang="ar">${all}</div>` });
    await reader.links.nth(6).waitFor();
    const { width } = reader.page.viewportSize()!;
    const way = await reader.links.first().evaluate((link) => {
      const { direction, textAlign } = getComputedStyle(link);
      return { direction, textAlign };
    });
    expect(way).toEqual({ direction: 'ltr', textAlign: 'right' });
    const mark = (await reader.page.locator('related-reviews [part=next]').boundingBox())!;
    expect(mark.x).toBeGreaterThan(width / 2);
  });

  it.each([
    ['no-preference', true],
    ['reduce', false],
  ] as const)('moves only for who likes it: %s', async (reducedMotion, moves) => {
    await reader.has({ reducedMotion });
    await reader.opens({ body: '<related-reviews review="pig" layout="cards"></related-reviews>' });
    await reader.links.first().waitFor();
    const duration = await reader.page
      .locator('related-reviews [part=entry]')
      .first()
      .evaluate((element) => getComputedStyle(element).transitionDuration);
    expect(duration !== '0s').toBe(moves);
  });
});
