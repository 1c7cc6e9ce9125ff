/** Somebody speaks of himself, to the reader. */
const introducesSelf = [
  /^(?:hi|hello|hey|greetings|welcome)\b/i,
  /\bmy name is\b/i,
  /\bI['’]?m (?:an? |the )?[\p{L}]/u,
  /\bI am (?:an? |the )?[\p{L}]/u,
  /\bI (?:love|like|enjoy|write|review|watch|study|teach|work|live|keep|cover)\b/,
  /\bmy (?:main|favou?rite|biggest|passion|love|interests?|specialty)\b/i,
  /\b(?:cinephile|(?:film|movie) (?:critic|fan|buff|lover|nerd|enthusiast|student|journalist|writer))\b/i,
  /\b(?:freelance|staff) (?:writer|critic|journalist)\b/i,
];

/**
 * How many of the first blocks below the headline are the author's words about himself. What speaks of the
 * film is the article, even where it says "I".
 * @returns 0, 1 or 2; never all blocks.
 */
export function bioLength(
  blocks: { text: string; gapBefore: number }[],
  { author, filmTitle }: { author: string | null; filmTitle: string },
): number {
  let length = 0;
  while (length < 2 && length < blocks.length - 1) {
    const gapAfter = blocks[length + 1]!.gapBefore;
    if (!isBio(blocks[length]!.text, { author, filmTitle, isSetApart: gapAfter > 1 })) break;
    length++;
    if (gapAfter > 1) break;
  }
  return length;
}

function isBio(
  text: string,
  { author, filmTitle, isSetApart }: { author: string | null; filmTitle: string; isSetApart: boolean },
): boolean {
  const words = text.split(/\s+/).length;
  if (words > 120 || text.toLowerCase().includes(filmTitle.toLowerCase())) return false;
  const firstName = author?.split(' ')[0];
  const speaksOfAuthor =
    !!firstName &&
    text.startsWith(firstName) &&
    /^\S+(?:\s\p{Lu}\S*)*\s(?:is|has|was|writes|loves|lives|works|covers|reviews|watches|studied|grew)\b/u.test(
      text,
    );
  // A greeting is enough; a mere "I like" begins many a review, unless it stands apart.
  const [greets, namesSelf, ...others] = introducesSelf.map((form) => form.test(text));
  return greets || namesSelf || speaksOfAuthor || (isSetApart && others.includes(true));
}
