import { createSchema } from '../../../src/graphql/schema';
import { globalId } from '../../editorial/editor';
import type { HttpAnswer } from '../../support/http-answers';
import { codesIn, dataIn, secret, startTarget } from './target';
import { textArguments } from './text-arguments';

const target = startTarget();

const places = textArguments(createSchema());

/** What is made to be taken for something else than a text: SQL, a header, a pattern, code, half a character. */
const texts = [
  `'; DROP TABLE review; -- ${secret}`,
  `' OR '1'='1`,
  `' UNION SELECT hash FROM access_token --`,
  `$1; SELECT pg_sleep(5)`,
  `\\'; SELECT pg_sleep(5); --`,
  `1 OR pg_sleep(5) IS NULL`,
  `a\r\nset-cookie: ${secret}=1\r\n\r\n<script>alert(1)</script>`,
  'a%0d%0aset-cookie:%20a=1',
  '%_%_%_%%%___\\',
  `& | ! <-> :* ( ) ' "" <1000000> a:*ABCD`,
  '"""" -"" - -- or or "a" or',
  `${'('.repeat(100)}a+${')+'.repeat(100)}$`,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: for whoever takes it for one
  '${jndi:ldap://example.com/a}{{7*7}}<%= 7 * 7 %>`id`$(id)',
  '../../../../etc/passwd',
  '__proto__',
  'constructor',
  'a\u0000b',
  'half \uD800 of a character',
  '\uDC00\uD800',
  '\u202Etxt.exe\u2066\uFEFF\u200B',
  '\u0065\u0301'.repeat(60),
  'Z\u0351\u036B\u0343'.repeat(40),
  '🂡👩‍👩‍👧‍👦',
  '-9223372036854775809',
  '1e400',
  'NaN',
  '275760-09-13T00:00:00Z',
  '+275760-09-13T00:00:00.000Z',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:60Z',
  'infinity',
  '\n',
  '',
];

it('there are texts in many places', () => {
  expect(places.length).toBeGreaterThan(100);
});

/** Longer than any text is taken for; some as patterns that look for an end take by the square of their length. */
const tooLong = [
  'Long '.repeat(12_000),
  `${globalId('Review', 1)}${'='.repeat(60_000)}x`,
  `a${' '.repeat(60_000)}a`,
  `${'('.repeat(60_000)}a`,
];

describe.each(places)('$name', ({ query }) => {
  const put = (text: string) =>
    target.post({ query, variables: { text } }, { authorization: `Bearer ${target.tokens.editor}` });

  it('takes any text for nothing but a text', async () => {
    const answers = await target.attack(() => Promise.all(texts.map(put)));
    for (const { text } of answers) expect([[], ['BAD_USER_INPUT']]).toContainEqual(codesIn(text));
  });

  it('takes none that is too long', async () => {
    for (const answer of await target.attack(() => Promise.all(tooLong.map(put)))) {
      expect(refusalsIn(answer)).toContainEqual(expect.stringMatching(/^(BAD_USER_INPUT|INVALID)$/));
    }
  });
});

/** The codes of errors, and of those that a mutation has for whoever filled in the form. */
function refusalsIn(answer: HttpAnswer): string[] {
  const payloads = Object.values(dataIn(answer) ?? {}) as ({ userErrors?: { code: string }[] } | null)[];
  return [
    ...codesIn(answer.text),
    ...payloads.flatMap((payload) => payload?.userErrors?.map(({ code }) => code) ?? []),
  ];
}
