import { UnreadableArticle } from '../../../src/ingest/articles/article';
import { readHtml } from '../../../src/ingest/articles/html';

const prose = `<p>There is a version of this film that one can picture from its first ten minutes, and it is a much worse one.</p>
<p>Instead it keeps stopping to listen. People cook, people remember, and people say less than they know.</p>`;

const read = (body: string, head = '') =>
  readHtml(Buffer.from(`<!doctype html><html><head>${head}</head><body>${body}</body></html>`)).article;

/** How sites say it, and what is found. */
const forms: [form: string, body: string, head: string, found: object][] = [
  [
    'JSON-LD that is wrapped as scripts once were',
    `<h2>Pig</h2>${prose}`,
    `<title>‘Pig’ review</title><script type="application/ld+json">
    /* <![CDATA[ */
    {"@type": "Review", "author": [{"name": "karsten"}], "reviewRating": {"ratingValue": 4.5, "bestRating": 5},
     "itemReviewed": {"@type": "Movie", "name": "Pig", "director": [{"name": "Michael Sarnoski"}], "releasedEvent": [{"startDate": "2021"}]}}
    /* ]]> */</script>`,
    {
      film: { title: 'Pig', releaseYear: 2021 },
      directors: ['Michael Sarnoski'],
      author: { name: 'karsten' },
      rating: { value: 4.5, best: 5 },
    },
  ],
  [
    'a film that is emphasised in the headline',
    `<h1>Somebody searches for his <i>Pig</i> in a tender drama</h1>${prose}`,
    '',
    { headline: 'Somebody searches for his Pig in a tender drama', film: { title: 'Pig' } },
  ],
  [
    'lists with headings',
    `<h1>Pig (2021)</h1>${prose}<section><h3>Cast</h3><ul><li>Nicolas Cage as Rob</li><li>Alex Wolff as Amir</li></ul><h3>Director</h3><ul><li>Michael Sarnoski</li></ul></section>`,
    '',
    {
      directors: ['Michael Sarnoski'],
      actors: [
        { name: 'Nicolas Cage', character: 'Rob' },
        { name: 'Alex Wolff', character: 'Amir' },
      ],
    },
  ],
  [
    'a box in one line',
    `<h1>Pig (2021)</h1>${prose}<p><b>Score:</b> ★★★ <b>Cast:</b> Nicolas Cage, Alex Wolff <b>Director:</b> Michael Sarnoski <b>Running Time:</b> 92 min <b>Year:</b> 2021</p>`,
    '',
    {
      directors: ['Michael Sarnoski'],
      actors: [{ name: 'Nicolas Cage' }, { name: 'Alex Wolff' }],
      rating: { value: 3, best: 5 },
    },
  ],
  [
    "a trade paper's crew",
    `<h1>‘Pig’ Review: A Man and His Truffles</h1>${prose}<div class="review-meta"><ul><li><strong>Crew:</strong> Director, screenplay: Michael Sarnoski. Story: Vanessa Block. Camera: Pat Scola.</li><li><strong>With:</strong> Nicolas Cage, Alex Wolff.</li></ul></div>`,
    '',
    { directors: ['Michael Sarnoski'], actors: [{ name: 'Nicolas Cage' }, { name: 'Alex Wolff' }] },
  ],
  [
    'an author who is linked to',
    `<h1>Pig (2021)</h1><p>Published <time>July 12, 2021</time> by <a rel="author" href="/x">Keith Example</a></p>${prose}`,
    '',
    { author: { name: 'Keith Example' }, datePublished: '2021-07-12' },
  ],
  [
    'hands of 2003',
    `<CENTER><B>LOST IN TRANSLATION</B><BR>\n(2003)<BR>\nDirected by Sofia Coppola<BR>\nStarring Bill Murray, Scarlett Johansson<BR>\nRating: *** 1/2 (out of ****)<BR>\nReviewed by Bob Example</CENTER>${prose.replaceAll('</p>', '')}`,
    "<TITLE>Lost in Translation - Bob's Reviews</TITLE>",
    {
      film: { title: expect.stringMatching(/^lost in translation$/i), releaseYear: 2003 },
      directors: ['Sofia Coppola'],
      actors: [{ name: 'Bill Murray' }, { name: 'Scarlett Johansson' }],
      author: { name: 'Bob Example' },
      rating: { value: 3.5, best: 4 },
    },
  ],
];

it.each(forms)('finds what %s say', (_, body, head, found) => {
  expect(read(body, head)).toMatchObject(found);
});

it('leaves the boxes out of the article', () => {
  for (const [, body, head] of forms) {
    expect(read(body, head).body.join('\n')).not.toMatch(/Sarnoski|Coppola|Rating/);
  }
});

it('takes nothing for a review that names no film', () => {
  expect(() => read(`<h1>Ten soups for the winter</h1>${prose}`)).toThrow(UnreadableArticle);
});
