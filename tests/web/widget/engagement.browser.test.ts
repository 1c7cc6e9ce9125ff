import { withBrowser } from '../../support/browser';
import { Reader } from './reader';
import type { Beacon } from './sites';

const list = (first: number) =>
  `<related-reviews review="pig" first="${first}" link="/read/{slug}"></related-reviews>`;
/** As a page has it that asked for the list on its server; the second entry is marked around its links. */
const ownList = `<related-reviews list="list-of-vertigo">
  <ul>
    <li><a data-slot="0" href="/own/0">The first</a></li>
    <li data-slot="3"><p>The fourth</p><a href="/own/3">Its picture</a> <a href="/own/3">Its headline</a></li>
    <li><a href="/own/more">All of them</a> <a data-slot="" href="/own/none">Nothing of it</a></li>
  </ul>
</related-reviews>`;
const tall = '<div style="height: 1400px"></div>';

withBrowser('what the widget tells the service', () => {
  const reader = Reader.comes();
  const told = () =>
    reader.service.beacons.flatMap(({ events }) => events.map(({ kind, slot }) => `${kind} ${slot}`));
  const beacon = () => reader.page.waitForRequest(/\/engagement$/);
  /** Long enough for an impression, and for the quiet that must follow. */
  const aWhile = () => reader.page.waitForTimeout(3_500);
  const turn = (visibility: 'hidden' | 'visible') =>
    reader.page.evaluate((state) => {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, visibility);

  it('is what was seen for a second, together, once, and nothing of who saw it', async () => {
    await reader.opens({ body: list(2) });
    await reader.links.first().waitFor();
    const shownAt = Date.now();
    const request = await beacon();
    expect(Date.now() - shownAt).toBeGreaterThan(2_500); // a second to see it, two of quiet
    expect(request.headers()['content-type']).toMatch(/^text\/plain/);
    expect(request.headers()).not.toHaveProperty('cookie');
    expect(JSON.parse(request.postData()!)).toEqual({
      view: expect.stringMatching(/^[\w-]{22}$/),
      list: 'list-of-pig',
      events: [0, 1].map((slot) => ({ kind: 'IMPRESSION', slot, ageMs: expect.any(Number) })),
    });
    const { events } = JSON.parse(request.postData()!) as Beacon;
    for (const { ageMs } of events) {
      expect(ageMs).toBeGreaterThanOrEqual(1_900);
      expect(ageMs).toBeLessThan(10_000);
    }
    await reader.page.evaluate(() => scrollTo(0, 0));
    await turn('hidden');
    await turn('visible');
    await aWhile();
    expect(told()).toEqual(['IMPRESSION 0', 'IMPRESSION 1']);
  });

  it('leaves out what was scrolled past, and what is less than half in view', async () => {
    await reader.has({ viewport: { width: 1000, height: 600 } });
    await reader.opens({ body: `${tall}${list(20)}${tall}` });
    await reader.page.evaluate(() =>
      scrollTo(0, document.querySelector('related-reviews')!.getBoundingClientRect().top - 700),
    );
    await reader.links.first().waitFor();
    await reader.page.evaluate(() => scrollBy(0, 900));
    await reader.page.waitForTimeout(400);
    await reader.page.evaluate(() => {
      const items = document.querySelector('related-reviews')!.shadowRoot!.querySelectorAll('nav li');
      scrollBy(0, items[15]!.getBoundingClientRect().top + items[15]!.clientHeight * 0.7);
    });
    await beacon();
    await reader.page.waitForTimeout(200);
    expect(told()).toEqual(['IMPRESSION 16', 'IMPRESSION 17', 'IMPRESSION 18', 'IMPRESSION 19']);
  });

  it('is nothing while the page is hidden, and what was seen when it is left', async () => {
    await reader.opens({ body: list(1) });
    await reader.links.first().waitFor();
    await turn('hidden');
    await aWhile();
    expect(told()).toEqual([]);
    await turn('visible');
    await reader.page.waitForTimeout(1_300);
    expect(told()).toEqual([]);
    await Promise.all([beacon(), turn('hidden')]);
    await reader.page.waitForTimeout(200);
    expect(told()).toEqual(['IMPRESSION 0']);
  });

  it.each<[string, () => Promise<unknown>, string[]]>([
    ['a click', () => reader.links.nth(1).click(), ['CLICK 1']],
    ['Enter', () => reader.links.nth(1).press('Enter'), ['CLICK 1']],
    ['the middle button', () => reader.links.nth(1).click({ button: 'middle' }), ['CLICK 1']],
    ['another tab', () => reader.links.nth(1).click({ modifiers: ['Control'] }), ['CLICK 1']],
    ['the right button, which may do anything', () => reader.links.nth(1).click({ button: 'right' }), []],
  ])('is at once what was followed, by %s', async (_, follow, expected) => {
    await reader.opens({ body: list(2) });
    await reader.links.first().waitFor();
    await follow();
    await reader.page.waitForTimeout(500);
    expect(told().filter((event) => event.startsWith('CLICK'))).toEqual(expected);
  });

  it('says what was seen before it was followed, and joins the two', async () => {
    await reader.opens({ body: list(1) });
    await reader.links.first().waitFor();
    await reader.page.waitForTimeout(1_300);
    await reader.links.first().click({ modifiers: ['Control'] });
    await reader.links.first().click({ modifiers: ['Control'] });
    await aWhile();
    // The tabs that it opened are of the same site, and have lists of their own.
    const [first] = reader.service.beacons;
    expect(first!.events.map(({ kind }) => kind)).toEqual(['IMPRESSION', 'CLICK']);
    expect(reader.service.beacons.filter(({ view }) => view === first!.view)).toHaveLength(1);
  });

  it('is sent under a name of its own for each list, and again for a list shown again', async () => {
    await reader.opens({ body: list(1) + list(1) });
    await reader.links.nth(1).waitFor();
    await aWhile();
    await reader.page.reload();
    await reader.links.nth(1).waitFor();
    await aWhile();
    const views = reader.service.beacons.map(({ view }) => view);
    expect(views).toHaveLength(4);
    expect(new Set(views).size).toBe(4);
  });

  it('is what becomes of a list that the page brought itself, of which nothing is asked and nothing changed', async () => {
    await reader.opens({ body: `<p>Before.</p>${ownList}<p>After.</p>`, script: '' });
    const look = () =>
      reader.page.evaluate(() =>
        [...document.querySelectorAll('main *')].map((element) => {
          const { x, y, width, height } = element.getBoundingClientRect();
          return [element.localName, x, y, width, height];
        }),
      );
    const plain = await look();
    await reader.opens({ body: `<p>Before.</p>${ownList}<p>After.</p>` });
    await beacon();
    expect(await look()).toEqual(plain);
    expect(told()).toEqual(['IMPRESSION 0', 'IMPRESSION 3']);
    expect(reader.service.beacons[0]!.list).toBe('list-of-vertigo');
    expect(reader.service.asked).toEqual([]);
    await reader.page
      .getByText('The first')
      .evaluate((link) => link.addEventListener('click', (event) => event.stopPropagation()));
    for (const link of [
      'The first',
      'The fourth',
      'Its headline',
      'Its picture',
      'All of them',
      'Nothing of it',
    ])
      await reader.page.getByText(link).click({ modifiers: ['Control'] });
    await reader.page.waitForTimeout(300);
    expect(told().slice(2)).toEqual(['CLICK 0', 'CLICK 3']);
    expect(reader.faults).toEqual([]);
  });

  it('is of the list that the page has brought, even if the widget was there before it', async () => {
    await reader.opensLate(ownList);
    await Promise.all([beacon(), reader.page.waitForResponse(/engagement$/)]);
    expect(told()).toEqual(['IMPRESSION 0', 'IMPRESSION 3']);
  });

  it('follows a list that the page puts in the place of another, or leaves to the widget', async () => {
    await reader.opens({ body: ownList });
    await beacon();
    await reader.page.evaluate(() => {
      const widget = document.querySelector('related-reviews')!;
      widget.setAttribute('list', 'list-of-pig');
      widget.innerHTML = '<a data-slot="1" href="/own/1">Another</a>';
    });
    await beacon();
    await reader.page.waitForTimeout(200);
    expect(
      reader.service.beacons.map(({ list: id, events }) => [id, events.map(({ slot }) => slot)]),
    ).toEqual([
      ['list-of-vertigo', [0, 3]],
      ['list-of-pig', [1]],
    ]);
    expect(new Set(reader.service.beacons.map(({ view }) => view)).size).toBe(2);
    await reader.page.locator('related-reviews').evaluate((widget) => {
      widget.setAttribute('list', '');
      widget.setAttribute('review', 'pig');
    });
    await reader.links.nth(5).waitFor();
    await reader.page
      .locator('related-reviews')
      .evaluate((widget) => widget.setAttribute('list', 'list-of-pig'));
    await reader.page.getByText('Another').waitFor();
    await expect(reader.links.count()).resolves.toBe(0);
  });

  it('goes in as many beacons as the service wants it in', async () => {
    const links = Array.from({ length: 60 }, (_, slot) => `<a data-slot="${slot}" href="/own">Entry</a>`);
    await reader.opens({ body: `<related-reviews list="long">${links.join(' ')}</related-reviews>` });
    await beacon();
    await reader.page.waitForTimeout(300);
    expect(reader.service.beacons.map(({ events }) => events.length)).toEqual([50, 10]);
    expect(new Set(reader.service.beacons.map(({ view }) => view)).size).toBe(1);
  });

  it('is nothing that a page notices where beacons are blocked', async () => {
    await reader.opens({
      head: '<script>navigator.sendBeacon = () => { throw new Error("blocked") }</script>',
      body: list(1),
    });
    await reader.links.first().waitFor();
    await aWhile();
    await reader.links.first().click();
    await reader.page.waitForURL('**/read/pig-1');
    expect(reader.faults).toEqual([]);
  });
});
