import type { SqlExecutor } from '../../database/sql';
import { MatchKind } from '../../ingest/matching/match-words';
import { table } from '../../relatedness/quality/table';
import { type MatchRow, slugsOfNumbers } from './match.store';

/** A match as a terminal shows it: films, people and reviews by their slugs. */
export type MatchLine = Omit<MatchRow, 'candidateId' | 'subjectId' | 'filmId' | 'reviewId'> &
  Record<'candidate' | 'subject' | 'film' | 'review', string | null>;

/** In the order of the rows. */
export async function matchLines(sql: SqlExecutor, rows: readonly MatchRow[]): Promise<MatchLine[]> {
  const things = (kind: MatchKind) =>
    rows
      .filter((row) => row.kind === kind)
      .flatMap(({ candidateId, subjectId }) =>
        subjectId === null ? [candidateId] : [candidateId, subjectId],
      );
  const given = (ids: (number | null)[]) => ids.filter((id) => id !== null);
  const films = await slugsOfNumbers(sql, 'film', [
    ...things(MatchKind.FILM),
    ...given(rows.map(({ filmId }) => filmId)),
  ]);
  const people = await slugsOfNumbers(sql, 'person', things(MatchKind.PERSON));
  const reviews = await slugsOfNumbers(sql, 'review', given(rows.map(({ reviewId }) => reviewId)));
  return rows.map(({ candidateId, subjectId, filmId, reviewId, ...row }) => {
    const slugs = row.kind === MatchKind.FILM ? films : people;
    const slug = (of: Map<number, string>, id: number | null) => (id === null ? null : (of.get(id) ?? null));
    return {
      ...row,
      candidate: slug(slugs, candidateId),
      subject: slug(slugs, subjectId),
      film: slug(films, filmId),
      review: slug(reviews, reviewId),
    };
  });
}

export function describeMatches(lines: readonly MatchLine[], { hasMore }: { hasMore: boolean }): string {
  if (lines.length === 0) return 'nothing here';
  const rows = lines.map((line) => [
    line.written,
    String(line.id),
    line.status.toLowerCase(),
    line.confidence.toFixed(2),
    line.subject ?? '–',
    line.candidate ?? '–',
    line.review ?? line.source?.toLowerCase() ?? '–',
  ]);
  const text = table([['written', 'id', 'status', 'sure', 'made', 'may be', 'told by'], ...rows]);
  return hasMore ? `${text}\n  and more: see --first` : text;
}
