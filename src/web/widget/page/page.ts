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
  const resized = new ResizeObserver(showRoom);
  for (const widget of document.querySelectorAll('[data-live=""]')) resized.observe(widget);
  await import(`${location.origin}/widget.js`); // not before it is said which review the lists are about
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
  showRoom();
}

/** How much room the chosen layout takes, on a page as wide as this one. */
function showRoom(): void {
  const { height } = find(
    `[data-live][layout="${new FormData(choices).get('layout')}"]`,
  ).getBoundingClientRect();
  find('#room').textContent =
    `related-reviews:not(:defined) { display: block; min-block-size: ${Math.ceil(height)}px; }`;
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
