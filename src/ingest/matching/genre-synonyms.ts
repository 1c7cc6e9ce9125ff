/** Names of genres, in lower case, and what we call them; several where the word means several, none where it is no genre. */
const synonyms: Record<string, readonly string[]> = {
  animated: ['Animation'],
  anime: ['Animation'],
  biographical: ['Biography'],
  biopic: ['Biography'],
  'black comedy': ['Comedy'],
  'dark comedy': ['Comedy'],
  documentaries: ['Documentary'],
  dramedy: ['Comedy', 'Drama'],
  'film-noir': ['Film Noir'],
  historical: ['History'],
  'historical drama': ['History', 'Drama'],
  'neo-noir': ['Film Noir'],
  noir: ['Film Noir'],
  'rom-com': ['Romance', 'Comedy'],
  romcom: ['Romance', 'Comedy'],
  'romantic comedy': ['Romance', 'Comedy'],
  'romantic drama': ['Romance', 'Drama'],
  romantic: ['Romance'],
  'sci fi': ['Science Fiction'],
  'sci-fi': ['Science Fiction'],
  scifi: ['Science Fiction'],
  'science-fiction': ['Science Fiction'],
  slasher: ['Horror'],
  sports: ['Sport'],
  suspense: ['Thriller'],
  swashbuckler: ['Adventure'],
  'war film': ['War'],
  // How long, how made, by whom or for whom, and not of what kind.
  adult: [],
  'found footage': [],
  foreign: [],
  independent: [],
  'live action': [],
  'n/a': [],
  performance: [],
  serial: [],
  short: [],
  silent: [],
  'tv movie': [],
  '(no genres listed)': [],
};

/** The genres that a source means, in our words, each once, in its order. What is not in the table stays as it is. */
export function canonicalGenres(names: readonly string[]): string[] {
  const genres = names
    .map((name) => name.replace(/\s+/g, ' ').trim())
    .filter((name) => name !== '')
    .flatMap((name) => synonyms[name.toLowerCase()] ?? [name]);
  return [...new Set(genres)];
}
