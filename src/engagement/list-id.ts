import { createHmac, timingSafeEqual } from 'node:crypto';
import { type RelationKind, relationKinds } from '../relatedness/core/profile';
import { type ListSource, listSources } from './dimensions';

/** A list of related reviews as it was given to a client. */
export interface List {
  /** Whose related reviews they are. */
  reviewId: number;
  /** Name and version of the profile that it was made with, as in `default@2`; at most 60 characters. */
  profile: string;
  /** In the order in which they are shown, at most 100. */
  entries: ListEntry[];
}

export interface ListEntry {
  reviewId: number;
  source: ListSource;
  /** Of the reasons, each once, that of the foremost reason first; none where nothing is shared. */
  kinds: readonly RelationKind[];
}

/** Raised when the bytes mean something else: whoever still shows an older list is told that it is not known. */
const format = 1;
/** 80 bits. Forging one in a billion billion tries would add a click or an impression. */
const signatureBytes = 10;
/** That of 100 entries with the largest ids, and some room. */
const longestId = 1_000;

/**
 * @param list of an entry's `kinds`, repeated ones and the order of those after the first do not count.
 * @returns url-safe text, the same for the same list: under 200 characters for 20 entries while ids are below 2^28
 *          and the profile is of up to 33 characters, under 1000 for 100.
 */
export function signListId(key: Buffer, { reviewId, profile, entries }: List): string {
  const label = Buffer.from(profile);
  const bytes = [format];
  pushVarint(bytes, reviewId);
  pushVarint(bytes, label.length);
  bytes.push(...label);
  for (const entry of entries) {
    pushVarint(bytes, entry.reviewId);
    bytes.push(marksOf(entry));
  }
  const content = Buffer.from(bytes);
  return Buffer.concat([content, sign(key, content)]).toString('base64url');
}

/** @returns null for what `signListId` has not made with this key, or only an earlier version of it. */
export function openListId(key: Buffer, id: string): List | null {
  if (id.length > longestId) return null;
  const bytes = Buffer.from(id, 'base64url');
  if (bytes.length <= signatureBytes || bytes.toString('base64url') !== id) return null;
  const content = bytes.subarray(0, -signatureBytes);
  if (!timingSafeEqual(bytes.subarray(-signatureBytes), sign(key, content))) return null;
  return content[0] === format ? read(content) : null;
}

function read(content: Buffer): List {
  let at = 1;
  const readVarint = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = content[at++]!;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  const reviewId = readVarint();
  const labelLength = readVarint();
  const profile = content.toString('utf8', at, at + labelLength);
  at += labelLength;
  const entries: ListEntry[] = [];
  while (at < content.length) entries.push({ reviewId: readVarint(), ...entryOf(content[at++]!) });
  return { reviewId, profile, entries };
}

function sign(key: Buffer, content: Buffer): Buffer {
  return createHmac('sha256', key).update(content).digest().subarray(0, signatureBytes);
}

function pushVarint(bytes: number[], value: number): void {
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
}

/** One byte, from its lowest bit: the source in two, the foremost kind in two, each of the kinds in one. */
function marksOf({ source, kinds }: ListEntry): number {
  const foremost = kinds[0] ? relationKinds.indexOf(kinds[0]) : 0;
  return listSources.indexOf(source) | (foremost << 2) | (kindSetOf(kinds) << 4);
}

function entryOf(marks: number): Omit<ListEntry, 'reviewId'> {
  const foremost = relationKinds[(marks >> 2) & 3]!;
  const kinds = kindsIn(marks >> 4);
  return {
    source: listSources[marks & 3]!,
    kinds: kinds.length === 0 ? [] : [foremost, ...kinds.filter((kind) => kind !== foremost)],
  };
}

/** A bit for each kind, in the order of `relationKinds` from the lowest. */
export function kindSetOf(kinds: readonly RelationKind[]): number {
  return kinds.reduce((set, kind) => set | (1 << relationKinds.indexOf(kind)), 0);
}

/** What `kindSetOf` was given, in the order of `relationKinds`. */
export function kindsIn(set: number): RelationKind[] {
  return relationKinds.filter((_, place) => set & (1 << place));
}
