/** The first so many words of a text, with "…" where there are more. */
export function excerpt(paragraphs: readonly string[], words: number): string {
  const all = paragraphs.join(' ').split(/\s+/).filter(Boolean);
  const text = all.slice(0, words).join(' ');
  return all.length > words ? `${text.replace(/(?<![.,;:!?…])[.,;:!?…]+$/, '')}…` : text;
}
