import { randomNumbers } from '../../src/relatedness/quality/seeded';

/** What is apt to upset a reader. */
const hostile = [
  '<script>steal()</script>',
  '<b>',
  '</p>',
  '<p onclick=x>',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '<div>'.repeat(300),
  '&lt;script&gt;steal()&lt;/script&gt;',
  '<<i>script>steal()<</i>/script>',
  '&#0;',
  '&bogus;',
  '<item>',
  '</item>',
  '<?xml',
  '<!DOCTYPE x [<!ENTITY a "b">]>',
  '\0',
  '\x1b[31m',
  '\ufeff',
  '\u202e',
  '\ud83d\ude00',
  '\r\n',
  '\n\n',
  '\n---\n',
  '\n+++\n',
  '\t',
  '"',
  "'",
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  ' – ',
  '(2021)',
  '★★★½',
  '11/10',
  '-1/0',
  '99999999999999999999',
  '1e400',
  'NaN',
  'null',
  '__proto__',
  'constructor',
  '0000-00-00',
  '10000-01-01T00:00:00Z',
  'Directed by ',
  'Starring ',
  'By ',
  'x'.repeat(3000),
  '('.repeat(500),
  ' a.o.',
].map((text) => Buffer.from(text));

export type Mutate = (bytes: Buffer, others: readonly Buffer[]) => Buffer;

/** Changes a piece or three of what it is given, always in the same ways for the same seed. */
export function mutator(seed: number): Mutate {
  const next = randomNumbers(seed);
  const below = (count: number) => Math.floor(next() * count);
  const replaced = (bytes: Buffer, piece: Buffer) => {
    const at = below(bytes.length + 1);
    const length = next() < 0.5 ? 0 : below(Math.min(200, bytes.length - at + 1));
    return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at + length)]);
  };
  return (bytes, others) => {
    let mutated = bytes;
    for (let times = 1 + below(3); times > 0; times--) {
      const source = others[below(others.length)] ?? bytes;
      const from = below(source.length);
      switch (below(5)) {
        case 0:
          mutated = replaced(mutated, hostile[below(hostile.length)]!);
          break;
        case 1:
          mutated = replaced(mutated, source.subarray(from, from + below(400)));
          break;
        case 2:
          mutated = replaced(mutated, Buffer.from([below(256)]));
          break;
        case 3:
          mutated = replaced(mutated, Buffer.alloc(0));
          break;
        default:
          if (next() < 0.2) mutated = mutated.subarray(0, below(mutated.length));
          else mutated = replaced(mutated, hostile[below(hostile.length)]!);
      }
    }
    return mutated;
  };
}
