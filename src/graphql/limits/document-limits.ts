/** A text is longer than its words and signs, by blanks and comments mostly: to point into it takes to read it. */
const charactersPerToken = 25;

/** How graphql-js says that a document is larger than it may be, before it is checked or while it is. */
const refusals: { says: RegExp; message: (maxTokens: string, maxCharacters: string) => string }[] = [
  {
    says: /^Syntax Error: Document contains more that \d+ tokens/,
    message: (maxTokens) =>
      `MAX_TOKENS: the document has more than ${maxTokens} words and signs, the most that are allowed.`,
  },
  {
    says: /^Syntax Error: Source contains more than \d+ UTF-16 code units/,
    message: (_, maxCharacters) =>
      `MAX_TOKENS: the document has more than ${maxCharacters} characters, the most that are allowed; send long texts as variables.`,
  },
  {
    says: /^Validation aborted\.$/,
    message: () => 'MAX_TOKENS: the document asks for the same fields too often to be checked.',
  },
];

/** For `parse`. */
export function parseLimits(maxTokens: number) {
  return { maxTokens, maxSourceLength: maxTokens * charactersPerToken };
}

/** For `validate`: each error reads the document from its start, to say in which line it is. */
export const validationLimits = { maxErrors: 10 };

/**
 * @param message of an error of graphql-js.
 * @returns what to tell instead, if it says that the document is larger than it may be.
 */
export function documentRefusal(message: string, maxTokens: number): string | undefined {
  const written = [maxTokens, maxTokens * charactersPerToken].map((most) => most.toLocaleString('en'));
  return refusals.find(({ says }) => says.test(message))?.message(written[0]!, written[1]!);
}
