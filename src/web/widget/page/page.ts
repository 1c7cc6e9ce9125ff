// Makes the page /widget follow what is chosen on it. Without this the page can still be read and copied from.

const choices = find<HTMLFormElement>('#choices');
const review = find<HTMLInputElement>('#review');
const script = find('#script');
const service = script.dataset.service!;
const plainScript = `<script type="module" src="${service}/widget.js"></script>`;
const pinnedScript = script.textContent!;

choices.hidden = false;
choices.addEventListener('input', follow);
choices.addEventListener('submit', (event) => event.preventDefault());
review.addEventListener('input', suggest);
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copies]')) {
  button.hidden = false;
  button.addEventListener('click', () => copy(find(`#${button.dataset.copies}`)));
}
start();

function find<E extends HTMLElement>(selector: string): E {
  return document.querySelector<E>(selector)!;
}

async function start(): Promise<void> {
  const asked = new URLSearchParams(location.search).get('review');
  review.value = asked ?? (await newestReview());
  follow();
  await import(`${location.origin}/widget.js`); // not before it is said which review the lists are about
  follow(); // now that what lists take can be measured
}

function follow(): void {
  const chosen = new FormData(choices);
  const value = (name: string) => String(chosen.get(name) ?? '').trim();
  const given = Object.entries({
    review: value('review'),
    layout: value('layout') === 'list' ? '' : value('layout'),
    first: value('first') === '6' || value('layout') === 'line' ? '' : value('first'),
    theme: value('theme'),
    heading: value('heading'),
    link: value('link'),
  }).filter(([, text]) => text !== '');
  const attributes = given.map(([name, text]) => ` ${name}="${escapeAttribute(text)}"`).join('');
  find('#snippet').textContent = [
    value('pinned') ? pinnedScript : plainScript,
    ...roomFor(given.filter(([name]) => ['layout', 'first', 'heading'].includes(name))),
    '',
    `<related-reviews${attributes}>`,
    '  <!-- what shows until then, or instead -->',
    '</related-reviews>',
  ].join('\n');
  for (const slot of document.querySelectorAll('[data-slug]')) slot.textContent = slugOf(value('review'));

  for (const widget of document.querySelectorAll<HTMLElement>('[data-live]')) {
    widget.setAttribute('review', value('review'));
    if (widget.dataset.live === 'fixed') continue;
    for (const name of ['first', 'theme', 'link']) widget.setAttribute(name, value(name));
    if (widget.getAttribute('layout') === value('layout')) widget.setAttribute('heading', value('heading'));
  }
}

/** A style that keeps the room of such a list until it is defined: on a phone, and on a desk. */
function roomFor(attributes: [name: string, value: string][]): string[] {
  if (!customElements.get('related-reviews')) return [];
  const element = 'related-reviews:not(:defined)';
  const [phone, desk] = [20, 45].map((ems) => `min-block-size: ${heightOf(attributes, ems)}em`);
  return [
    '<style>',
    `  ${element} { display: block; ${phone} }`,
    `  @media (min-width: 48em) { ${element} { ${desk} } }`,
    '</style>',
  ];
}

/** @returns in ems, as `ems` is, rounded up. It is taken away before it asks for anything. */
function heightOf(attributes: [name: string, value: string][], ems: number): number {
  const widget = document.createElement('related-reviews');
  for (const [name, value] of attributes) widget.setAttribute(name, value);
  widget.style.inlineSize = `${ems}em`;
  document.body.append(widget);
  const height = Math.ceil((widget.offsetHeight / widget.offsetWidth) * ems);
  widget.remove();
  return height;
}

function slugOf(review: string): string {
  return /^[\w-]+$/.test(review) ? review : 'SLUG';
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

async function copy(source: HTMLElement): Promise<void> {
  getSelection()?.selectAllChildren(source);
  try {
    await navigator.clipboard.writeText(source.textContent ?? '');
    find('#copied').textContent = 'Copied.';
  } catch {
    find('#copied').textContent = 'Selected: copy it by Ctrl+C.';
  }
}

interface Found {
  slug: string;
  headline: string;
}

async function suggest(): Promise<void> {
  const typed = review.value.trim();
  if (typed.length < 2) return;
  const data = await query<{ search: { nodes: Found[] } }>(
    'query Suggest($typed: String!) { search(query: $typed, types: [REVIEW], first: 8) { nodes { ... on Review { slug headline } } } }',
    { typed },
  );
  if (!data || review.value.trim() !== typed) return;
  find('#reviews').replaceChildren(
    ...data.search.nodes.map(({ slug, headline }) => new Option(headline, slug)),
  );
}

async function newestReview(): Promise<string> {
  const data = await query<{ reviews: { nodes: Found[] } }>(
    'query Newest { reviews(first: 1) { nodes { slug } } }',
  );
  return data?.reviews.nodes[0]?.slug ?? '';
}

/** @returns null where there is no answer: the page is then as good as it can be without. */
async function query<Data>(text: string, variables: object = {}): Promise<Data | null> {
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: text, variables }),
    });
    return ((await response.json()) as { data: Data | null }).data;
  } catch {
    return null;
  }
}
