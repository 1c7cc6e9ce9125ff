import { attempt, type SqlExecutor, transactionOn } from '../database/sql';
import { OperatorError } from '../errors';
import { readArticleLine } from './articles/article-line';
import { RowFault } from './catalogues/catalogue';
import type { FilmRecords } from './catalogues/find-catalogues';
import { objectOn } from './catalogues/json-object';
import { readLines } from './catalogues/lines';
import { whyNotTakenIn } from './import-articles';
import type { CatalogueImportOptions, ImportedCatalogue } from './import-catalogue';
import { withImportConnection } from './import-connection';
import type { Finding } from './import-report';
import { lookUpByIndex, waitForOtherImports } from './ingest.store';
import { countRows } from './record.store';
import { SlugClaims } from './slug-claims';
import { type FilmRecord, upsertFilmRecord } from './upsert-record';

/**
 * Take in films as `reelgraph export --films` writes them, slugs and all, whole files or nothing. One after the other,
 * as each may be named by the slugs of those before it: some dozens a second.
 */
export async function importFilmRecords(
  { source, files }: FilmRecords,
  { url, onlyReviewed, isDryRun, onRows, onFinding, signal }: CatalogueImportOptions,
): Promise<ImportedCatalogue> {
  if (onlyReviewed) {
    throw new OperatorError(
      `${files[0]!.name}: holds films as "export --films" writes them, which are taken in as they stand: leave out --only-reviewed`,
    );
  }
  const tally = { rows: 0, refused: 0, doubts: 0, filmsAdded: 0, filmsChanged: 0 };
  const refuse = (finding: Omit<Finding, 'kind'>) => {
    tally.refused++;
    onFinding?.({ kind: 'refused', ...finding });
  };
  return withImportConnection({ url, signal }, (client) =>
    transactionOn(client, { isTakenBack: isDryRun }, async (sql) => {
      await waitForOtherImports(sql);
      const before = await countRows(sql);
      await lookUpByIndex(sql);
      for (const file of files) {
        const claims = new SlugClaims();
        for await (const { number, texts, faults } of readLines(file)) {
          for (const fault of faults) refuse({ file: file.name, ...fault });
          for (const [offset, text] of texts.entries()) {
            if (text.trim() === '') continue;
            tally.rows++;
            const taken = await takeIn(sql, text, claims);
            if ('reason' in taken) refuse({ file: file.name, line: number + offset, reason: taken.reason });
            else if (taken.isNew) tally.filmsAdded++;
            else if (taken.hasChanged) tally.filmsChanged++;
          }
          onRows?.(texts.length, file.name);
        }
      }
      const after = await countRows(sql);
      return {
        source,
        ...tally,
        peopleAdded: after.people - before.people,
        peopleChanged: 0,
        creditsAdded: after.credits - before.credits,
        creditsChanged: 0,
        genresAdded: after.genresOfFilms - before.genresOfFilms,
      };
    }),
  );
}

async function takeIn(
  sql: SqlExecutor,
  text: string,
  claims: SlugClaims,
): Promise<{ isNew: boolean; hasChanged: boolean } | { reason: string }> {
  try {
    const film = filmOn(text);
    const upserted = await attempt(sql, () => upsertFilmRecord(sql, film, claims));
    claims.keep();
    return upserted;
  } catch (error) {
    claims.forget();
    return { reason: error instanceof RowFault ? error.message : whyNotTakenIn(error) };
  }
}

/** @throws RowFault, UnreadableArticle */
function filmOn(text: string): FilmRecord {
  // It has the form that a film has in the line of a review, and is read by the same rules.
  const { film } = readArticleLine({ headline: 'A film', film: objectOn(text), body: [''] }).record;
  if (film.slug === undefined) throw new RowFault('has no slug, as the first line has');
  return { ...film, slug: film.slug };
}
