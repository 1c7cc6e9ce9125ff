import { withBrowser } from '../../support/browser';
import { fallback, Reader } from './reader';
import { answerTo, edge } from './sites';

const never = new Promise(() => undefined);
const lists = (...relatedReviews: unknown[]) => ({ data: { relatedReviews } });

withBrowser('a page that has the widget', () => {
  const reader = Reader.comes();
  const widget = `<related-reviews review="pig">${fallback}</related-reviews>`;

  it.each<[string, typeof reader.service.answer]>([
    ['fails', (_, reply) => reply.code(500).send({ errors: [{ message: 'x' }] })],
    ['has moved', (_, reply) => reply.code(404).send('Not found')],
    ['asks to wait', (_, reply) => reply.code(429).send({ errors: [] })],
    ['answers another thing', () => ({ data: { relatedReviews: 'soon' } })],
    ['answers what is no JSON', (_, reply) => reply.type('text/html').send('<h1>Log in</h1>')],
    ['knows no such review', () => lists(null)],
    ['has nothing to say', () => lists({ listId: 'x', edges: [] })],
    [
      'sends an entry without a headline',
      () => lists({ listId: 'x', edges: [edge('a'), edge('b', { headline: ' ' })] }),
    ],
    [
      'allows no other site',
      (of, reply) => reply.removeHeader('access-control-allow-origin').send(answerTo(of)),
    ],
  ])('keeps what stands between the tags where the service %s', async (_, answer) => {
    reader.service.answer = answer;
    const thrown: unknown[] = [];
    reader.page.on('pageerror', (error) => thrown.push(error));
    await reader.opens({ body: widget });
    await reader.page.waitForLoadState('networkidle');
    expect(reader.service.asked).toHaveLength(1);
    await expect(reader.sees('Our archive')).resolves.toBe(true);
    await expect(reader.links.count()).resolves.toBe(0);
    expect(thrown).toEqual([]);
    // What the browser says of an answer, nobody can keep it from saying.
    expect(reader.faults.filter((fault) => !/Failed to load resource|blocked by CORS/.test(fault))).toEqual(
      [],
    );
  });

  it('waits five seconds for a service that does not answer, and no longer', async () => {
    reader.service.answer = () => never;
    await reader.opens({ body: widget });
    await Promise.all([reader.page.waitForEvent('requestfailed'), reader.sees('Our archive')]);
    const busy = () =>
      reader.page
        .locator('related-reviews')
        .evaluate(({ shadowRoot }) => shadowRoot!.querySelector('[aria-busy=true]'));
    await expect(busy()).resolves.toBeNull();
    await expect(reader.sees('Our archive')).resolves.toBe(true);
    expect(reader.faults).toEqual(
      [expect.stringContaining('ERR_TIMED_OUT')].slice(reader.faults.length ? 0 : 1),
    );
  });

  it('stays whole when the service is stopped while it is open', async () => {
    const far = '<p>More of the article.</p>'.repeat(100);
    const service = await reader.newService();
    await reader.opens({
      script: service.script,
      body: `<related-reviews review="pig" first="2"></related-reviews>${far}<related-reviews review="vertigo">${fallback}</related-reviews>`,
    });
    await reader.links.first().waitFor();
    await service.stop();
    const failed = reader.page.waitForEvent('requestfailed');
    await reader.page.getByText('Our archive').scrollIntoViewIfNeeded();
    await failed;
    await expect(reader.sees('Our archive')).resolves.toBe(true);
    await expect(reader.links.count()).resolves.toBe(2);
    expect(reader.faults).toEqual([expect.stringContaining('ERR_CONNECTION_REFUSED')]);
  });

  it('keeps what stands between the tags where the script itself cannot be had', async () => {
    await reader.opens({
      script: '<script type="module" src="http://127.0.0.1:9/widget.js"></script>',
      body: widget,
    });
    await reader.page.waitForLoadState('networkidle');
    await expect(reader.sees('Our archive')).resolves.toBe(true);
  });

  it('does not take away a link from under who has the focus in it', async () => {
    let answerNow: () => void = () => undefined;
    reader.service.answer = (of) => new Promise((resolve) => (answerNow = () => resolve(answerTo(of))));
    await reader.opens({ body: `${widget}<button>Elsewhere</button>` });
    await reader.page.getByRole('link').focus();
    const answered = reader.page.waitForResponse(/graphql/);
    await reader.page.waitForTimeout(300);
    answerNow();
    await answered;
    await reader.page.waitForTimeout(100);
    await expect(reader.sees('Our archive')).resolves.toBe(true);
    await reader.page.getByRole('button').focus();
    await reader.links.first().waitFor();
    await expect(reader.sees('Our archive')).resolves.toBe(false);
  });
});

withBrowser('the widget on a hostile page', () => {
  const reader = Reader.comes();
  const widget = `<related-reviews review="pig" first="2">${fallback}</related-reviews>`;

  const style = () =>
    reader.links.first().evaluate((link) => {
      const { color, fontFamily, fontSize, letterSpacing, textTransform, display, lineHeight } =
        getComputedStyle(link);
      const { height } = link.closest('li')!.getBoundingClientRect();
      return { color, fontFamily, fontSize, letterSpacing, textTransform, display, lineHeight, height };
    });

  it('looks as it does on any other, whatever the page does to everything', async () => {
    await reader.opens({ body: widget });
    await reader.links.first().waitFor();
    const plain = await style();
    await reader.opens({
      head: `<style>
        * { color: red !important; font: 40px/3 fantasy !important; letter-spacing: 1em !important;
            text-transform: uppercase !important; display: block !important; white-space: pre !important }
        a { display: none !important } html { font-size: 4px }
      </style>`,
      body: widget,
    });
    await reader.page.locator('related-reviews').scrollIntoViewIfNeeded();
    await reader.links.first().waitFor();
    expect(await style()).toEqual(plain);
  });

  it.each([
    ['a fetch of its own that fails', 'window.fetch = () => { throw new Error("mine") };'],
    [
      'methods added to arrays, as old libraries do',
      'Array.prototype.first = () => 0; Array.prototype.toJSON = () => "gone"; Object.prototype.extra = 1;',
    ],
    ['toJSON on objects', 'Object.prototype.toJSON = () => "gone"; String.prototype.toJSON = () => "gone";'],
    [
      'customElements.define in a wrapper',
      'const define = customElements.define; customElements.define = function (name, made, ...more) { return define.call(this, name, class extends made {}, ...more) };',
    ],
    [
      'built-ins that it breaks later',
      'addEventListener("DOMContentLoaded", () => { window.XMLHttpRequest = window.IntersectionObserver = window.URL = null; JSON.stringify = JSON.parse = () => { throw 1 } });',
    ],
  ])('works beside %s', async (_, script) => {
    await reader.opens({ head: `<script>${script}</script>`, body: widget });
    await reader.links.first().waitFor();
    expect(await reader.page.getByRole('listitem').count()).toBe(2);
    expect(reader.service.asked).toEqual([[{ review: 'pig', first: 2 }]]);
    expect(reader.faults).toEqual([]);
  });

  it('asks the service that its script came from, whatever the base of the page', async () => {
    await reader.opens({ head: '<base href="https://elsewhere.example/">', body: widget });
    await reader.links.first().waitFor();
    expect(reader.faults).toEqual([]);
  });

  it('is defined once, even if its script comes from two addresses', async () => {
    await reader.opens({ head: reader.service.script.replace('.js', '.js?again'), body: widget });
    await reader.links.first().waitFor();
    expect(reader.faults).toEqual([]);
  });
});

withBrowser('hostile content', () => {
  const reader = Reader.comes();
  const hostile = '<img src=x onerror="window.caught = 1"><script>window.caught = 1</script>';

  it('shows as the text that it is', async () => {
    reader.service.answer = () =>
      lists({
        listId: '"},"x":{',
        edges: [
          {
            ...edge('a', {
              headline: hostile,
              film: { title: hostile, releaseYear: 1 },
              author: { name: hostile },
            }),
            reasons: [{ label: hostile }],
          },
        ],
      });
    await reader.opens({
      body: `<related-reviews review="pig" heading='${hostile.replaceAll("'", '')}'></related-reviews>`,
    });
    await reader.links.first().waitFor();
    expect(await reader.links.first().innerText()).toBe(hostile);
    expect(await reader.page.getByRole('heading', { level: 2 }).innerText()).toBe(hostile);
    expect(await reader.page.evaluate(() => 'caught' in window)).toBe(false);
    expect(await reader.page.locator('related-reviews img').count()).toBe(0);
  });

  it.each(['javascript:alert(1)', ' JaVaScRiPt:alert(1)', 'data:text/html,x', 'nonsense', null])(
    'never becomes a link: %s',
    async (sourceUrl) => {
      reader.service.answer = () => lists({ listId: 'x', edges: [edge('a b', { sourceUrl })] });
      await reader.opens({
        body: '<related-reviews review="pig" link="javascript:alert(\'{slug}\')"></related-reviews>',
      });
      await reader.links.first().waitFor();
      expect(await reader.links.first().getAttribute('href')).toBe(`${reader.service.url}/reviews/a%20b`);
    },
  );
});
