import type { FastifyReply } from 'fastify';
import { withBrowser } from '../../support/browser';
import { fallback, Reader } from './reader';
import { answerTo, edge } from './sites';

const text = '<p>More of the article.</p>'.repeat(60);

withBrowser('the widget on a page of another site', () => {
  const reader = Reader.comes();

  it.each([
    ['by the hash that the service prints', () => `'${reader.service.integrity}'`],
    ['by the address of the service', () => reader.service.url],
  ])('runs under a strict policy that allows it %s', async (_, source) => {
    await reader.opens({
      policy: `default-src 'none'; script-src ${source()}; connect-src ${reader.service.url}; require-trusted-types-for 'script'; trusted-types 'none'`,
      script: `<script type="module" src="${reader.service.url}/widget.js" integrity="${reader.service.integrity}" crossorigin></script>`,
      body: '<related-reviews review="pig" first="2"></related-reviews>',
    });
    await reader.links.first().waitFor();
    expect(await reader.page.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(
        /^What pig-1 says.+\s+Leaving Las Vegas \(1995\) · ★ 4\.5\/5 · May 1, 2024 · Jane Doe\s+Also directed by Mike Figgis\s+Also with Nicolas Cage$/,
      ),
      expect.stringContaining('What pig-2 says'),
    ]);
    expect(reader.faults).toEqual([]);
  });

  it('does not run where the hash is of another version, and leaves the page as it is', async () => {
    await reader.opens({
      script: `<script type="module" src="${reader.service.url}/widget.js" integrity="sha384-${'A'.repeat(64)}" crossorigin></script>`,
      body: `<related-reviews review="pig">${fallback}</related-reviews>`,
    });
    await reader.page.waitForLoadState('networkidle');
    expect(await reader.page.getByRole('link').allInnerTexts()).toEqual(['Our archive']);
    expect(reader.service.asked).toEqual([]);
  });

  it('asks once for all that are in view, and once for those that ask the same', async () => {
    await reader.opens({
      body: `<related-reviews review="pig" first="1"></related-reviews>
        <related-reviews review="vertigo" layout="cards" first="2" by="director actor" min-score="0.2"></related-reviews>
        <related-reviews review="pig" layout="line"></related-reviews>`,
    });
    await expect(reader.links.nth(3).innerText()).resolves.toContain('pig-1');
    expect(reader.service.asked).toEqual([
      [
        { review: 'pig', first: 1 },
        { review: 'vertigo', first: 2, by: ['ACTOR', 'DIRECTOR'], minScore: 0.2 },
      ],
    ]);
    const names = await reader.page
      .getByRole('navigation')
      .evaluateAll((all) => all.map(({ ariaLabel }) => ariaLabel));
    expect(new Set(names).size).toBe(3);
  });

  it.each([
    ['the address of the page', '', (url: string) => `${url}/articles/pig`],
    [
      'the canonical address of the page',
      '<link rel="canonical" href="/pig">',
      (url: string) => `${url}/pig`,
    ],
  ])('is about %s where it names no review', async (_, head, wanted) => {
    await reader.opens({ head, body: '<related-reviews first="3"></related-reviews>' });
    await reader.links.first().waitFor();
    expect(reader.service.asked).toEqual([[{ review: wanted(reader.site.url), first: 3 }]]);
  });

  it('asks when it comes near the viewport, not before', async () => {
    await reader.opens({
      body: `${text}<related-reviews review="pig"></related-reviews>${text}`,
    });
    await reader.page.waitForLoadState('networkidle');
    expect(reader.service.asked).toEqual([]);
    const { y } = (await reader.page.locator('related-reviews').boundingBox())!;
    await reader.page.evaluate((top) => scrollTo(0, top), y - 800 - 500);
    await reader.links.first().waitFor();
    expect(reader.service.asked).toHaveLength(1);
  });

  it.each<[string, (reply: FastifyReply) => unknown]>([
    ['as this service', () => ({ errors: [{ message: 'x', extensions: { code: 'BAD_USER_INPUT' } }] })],
    ['by its status', (reply) => reply.code(400).send({ errors: [] })],
  ])('asks for each alone where one of them is refused, %s does it', async (_, refuse) => {
    reader.service.answer = (of, reply) =>
      of.some(({ review }) => review === 'bad') ? refuse(reply) : answerTo(of);
    await reader.opens({
      body: `<related-reviews review="bad">${fallback}</related-reviews><related-reviews review="pig" first="1"></related-reviews>`,
    });
    await reader.links.first().waitFor();
    expect(reader.service.asked.map((of) => of.map(({ review }) => review))).toEqual([
      ['bad', 'pig'],
      ['bad'],
      ['pig'],
    ]);
    await expect(reader.sees('Our archive')).resolves.toBe(true);
  });

  it('asks in several requests for more than fits into one', async () => {
    const asked = Array.from({ length: 25 }, (_, n) => `asked-${n}`);
    const long = Array.from({ length: 5 }, (_, n) => `${n}${'x'.repeat(2_000)}`);
    await reader.opens({
      head: '<style>related-reviews { position: absolute; inset-block-start: 0 }</style>',
      body: [...asked, ...long]
        .map((review) => `<related-reviews review="${review}" first="1"></related-reviews>`)
        .join(''),
    });
    await reader.links.nth(29).waitFor();
    expect(reader.service.asked.map((of) => of.length)).toEqual([20, 7, 2, 1]);
  });

  it.each([
    ['director, actor', ['ACTOR', 'DIRECTOR']],
    ['nonsense', undefined],
    ['era nonsense', ['ERA']],
  ])('asks for the kinds that there are: %s', async (by, kinds) => {
    await reader.opens({ body: `<related-reviews review="pig" by="${by}"></related-reviews>` });
    await reader.links.first().waitFor();
    expect(reader.service.asked).toEqual([[{ review: 'pig', first: 6, by: kinds }]]);
  });

  it.each([
    [
      'in English',
      '',
      { pinned: "Editor's choice", fallback: 'Recently reviewed', next: 'Next:', name: 'Related reviews' },
    ],
    [
      'in the words of the page',
      'label="Mehr davon" label-pinned="Empfohlen" label-fallback="Neu besprochen" label-next="Weiter:"',
      { pinned: 'Empfohlen', fallback: 'Neu besprochen', next: 'Weiter:', name: 'Mehr davon' },
    ],
  ])('tells what editors have chosen and what merely fills the list, %s', async (_, attributes, says) => {
    reader.service.answer = (of) => ({
      data: {
        relatedReviews: of.map(() => ({
          listId: 'x',
          edges: [edge('a', {}, 'PINNED'), { ...edge('b', {}, 'FALLBACK'), reasons: [] }],
        })),
      },
    });
    const write = (layout: string) =>
      `<related-reviews review="pig" layout="${layout}" ${attributes}></related-reviews>`;
    await reader.opens({ body: `<div lang="de">${write('list')}${write('line')}</div>` });
    await reader.page.getByRole('navigation', { name: says.name }).first().waitFor();
    const rows = await reader.page.getByRole('listitem').allInnerTexts();
    expect(rows[0]).toMatch(new RegExp(`${says.pinned}\\s+Also directed by Mike Figgis$`));
    expect(rows[1]).toMatch(new RegExp(`${says.fallback}$`));
    expect(rows[2]).toMatch(new RegExp(`^${says.next}`));
    const languages = await reader.page
      .locator('related-reviews [part=mark], related-reviews [part=reason]')
      .evaluateAll((all) => all.map((one) => one.closest<HTMLElement>('[lang]')!.lang));
    expect(languages.slice(0, 2)).toEqual([attributes ? 'de' : 'en', 'en']);
  });

  it.each([
    ['the article itself', '', 'https://reviews.example/pig-1'],
    ['where the page says', 'link="/read/{slug}?from=widget"', '/read/pig-1?from=widget'],
  ])('links to %s', async (_, attribute, href) => {
    await reader.opens({
      body: `<related-reviews review="pig" ${attribute}></related-reviews>`,
    });
    await reader.links.first().waitFor();
    expect(await reader.links.first().evaluate((link: HTMLAnchorElement) => link.href)).toBe(
      new URL(href, reader.site.url).href,
    );
  });

  it('takes the attributes as they change, and asks again when it is put elsewhere', async () => {
    reader.service.answer = (of) => (of[0]!.review === 'pig' ? { data: null } : answerTo(of));
    await reader.opens({
      body: `<related-reviews review="pig">${fallback}</related-reviews><aside></aside>`,
    });
    await reader.page.waitForLoadState('networkidle');
    await expect(reader.sees('Our archive')).resolves.toBe(true);
    await Promise.all([
      reader.page.waitForResponse(/graphql/),
      reader.page.evaluate(() =>
        document.querySelector('aside')!.append(document.querySelector('related-reviews')!),
      ),
    ]);
    await reader.page.evaluate(() => {
      const widget = document.querySelector('related-reviews')!;
      widget.setAttribute('first', '2');
      widget.setAttribute('review', 'vertigo');
    });
    await reader.links.first().waitFor();
    expect(reader.service.asked.flat().map(({ review, first }) => `${review} ${first}`)).toEqual([
      'pig 6',
      'pig 6',
      'vertigo 2',
    ]);
    await expect(reader.sees('Our archive')).resolves.toBe(false);
  });
});
