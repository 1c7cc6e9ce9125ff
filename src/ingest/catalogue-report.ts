import type { ImportedCatalogue } from './import-catalogue';

/** "IMDB: 5 films and 13 credits added, 1 film changed; 32 rows, 1 refused, 2 doubts" */
export function summarizeCatalogue(imported: ImportedCatalogue, { isDryRun }: { isDryRun: boolean }): string {
  const written = [
    [imported.filmsAdded, 'film', 'added'],
    [imported.peopleAdded, 'person', 'added'],
    [imported.creditsAdded, 'credit', 'added'],
    [imported.genresAdded, 'genre of a film', 'added'],
    [imported.filmsChanged, 'film', 'changed'],
    [imported.peopleChanged, 'person', 'changed'],
    [imported.creditsChanged, 'credit', 'changed'],
  ] as const;
  const parts = written
    .filter(([number]) => number > 0)
    .map(([number, thing, verb]) => `${count(number, thing)} ${verb}`);
  const what = parts.length > 0 ? parts.join(', ') : 'nothing changed';
  const read = [
    `${count(imported.rows, 'row')} read`,
    ...(imported.refused > 0 ? [`${imported.refused.toLocaleString('en')} refused`] : []),
    ...(imported.doubts > 0 ? [count(imported.doubts, 'doubt')] : []),
  ].join(', ');
  return `${imported.source}${isDryRun ? ', if it were merged' : ''}: ${what}; ${read}`;
}

const plurals: Record<string, string> = { person: 'people', 'genre of a film': 'genres of films' };

function count(number: number, thing: string): string {
  return `${number.toLocaleString('en')} ${number === 1 ? thing : (plurals[thing] ?? `${thing}s`)}`;
}
