import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { listSources } from '../../src/engagement/dimensions';
import { kindSetOf, kindsIn, type List, openListId, signListId } from '../../src/engagement/list-id';
import { relationKinds } from '../../src/relatedness/core/profile';

const key = Buffer.alloc(32, 7);
const largestId = 2 ** 31 - 1;

const lists = ({ mostEntries = 100, mostId = largestId, longestProfile = 60 } = {}): fc.Arbitrary<List> => {
  const ids = fc.integer({ min: 1, max: mostId });
  return fc.record({
    reviewId: ids,
    profile: fc.string({ maxLength: longestProfile }),
    entries: fc.array(
      fc.record({
        reviewId: ids,
        source: fc.constantFrom(...listSources),
        kinds: fc.shuffledSubarray([...relationKinds]),
      }),
      { maxLength: mostEntries },
    ),
  });
};

/** What of a list its id keeps: of the kinds after the foremost, which they are. */
function kept(list: List): List {
  return {
    ...list,
    entries: list.entries.map(({ kinds, ...entry }) => ({
      ...entry,
      kinds: [...kinds.slice(0, 1), ...relationKinds.filter((kind) => kinds.slice(1).includes(kind))],
    })),
  };
}

describe('the id of a list', () => {
  it('opens to what was signed', () => {
    fc.assert(
      fc.property(lists(), (list) => {
        expect(openListId(key, signListId(key, list))).toEqual(kept(list));
      }),
    );
  });

  it('is the same for the same list, url-safe, and of up to 1000 characters', () => {
    fc.assert(
      fc.property(lists({ longestProfile: 51 }), (list) => {
        const id = signListId(key, list);
        expect(id).toMatch(/^[\w-]{16,1000}$/);
        expect(signListId(Buffer.from(key), structuredClone(list))).toBe(id);
      }),
    );
  });

  it('has less than 200 characters for 20 entries', () => {
    const entry = { reviewId: 2 ** 28 - 1, source: 'RELATED', kinds: [...relationKinds] } as const;
    const list = { reviewId: 2 ** 28 - 1, profile: `${'p'.repeat(30)}@12`, entries: Array(20).fill(entry) };
    expect(signListId(key, list).length).toBeLessThan(200);
  });

  it('of the longest list opens', () => {
    const entry = { reviewId: largestId, source: 'FALLBACK', kinds: [] } as const;
    const list: List = {
      reviewId: largestId,
      profile: `${'p'.repeat(40)}@${largestId}`,
      entries: Array(100).fill(entry),
    };
    expect(openListId(key, signListId(key, list))).toEqual(list);
  });

  it('does not open when a bit of it is another', () => {
    fc.assert(
      fc.property(lists({ mostEntries: 6 }), fc.nat(), (list, nth) => {
        const bytes = Buffer.from(signListId(key, list), 'base64url');
        const bit = nth % (bytes.length * 8);
        bytes[bit >> 3]! ^= 1 << (bit & 7);
        expect(openListId(key, bytes.toString('base64url'))).toBeNull();
      }),
    );
  });

  it('does not open by another key', () => {
    fc.assert(
      fc.property(lists(), (list) => {
        expect(openListId(randomBytes(32), signListId(key, list))).toBeNull();
      }),
    );
  });

  it('is all that opens, whatever else is sent', () => {
    fc.assert(fc.property(fc.string(), (text) => openListId(key, text) === null));
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(openListId(key, Buffer.from(bytes).toString('base64url'))).toBeNull();
      }),
    );
  });

  const id = signListId(key, { reviewId: 3, profile: 'default@2', entries: [] });
  it.each([
    ['nothing', ''],
    ['a part of it', id.slice(0, -4)],
    ['more than it', `${id}AAAA`],
    ['other letters for the same bytes', `${id}==`],
    ['letters between', ` ${id}`],
    ['a megabyte', 'A'.repeat(1_000_000)],
  ])('is not %s', (_what, text) => {
    expect(openListId(key, text)).toBeNull();
  });
});

it('a set of kinds is a number', () => {
  fc.assert(
    fc.property(fc.subarray([...relationKinds]), (kinds) => {
      expect(kindsIn(kindSetOf(kinds))).toEqual(kinds);
    }),
  );
  expect(kindSetOf(['DIRECTOR', 'GENRE', 'GENRE'])).toBe(0b101);
});
