import { colours as pc } from '../colours';
import { ReviewStatus } from '../reviews/review-status';
import type { ImportedArticle, TakenInArticle } from './import-articles';

/** What was found in a page, and what was not understood. */
export function describeArticle(result: TakenInArticle): string {
  const { article, film, doubts } = result;
  const line = (label: string, text: string) => `  ${pc.dim(label.padEnd(12))}${text}`;
  const year = film.releaseYear ?? 'year unknown';
  const actors = article.actors.map(({ name }) => name).join(', ') || 'none named';
  const words = article.body.join(' ').split(/\s+/).length;
  const status =
    result.status === ReviewStatus.PUBLISHED ? '' : ` (${result.status.toLowerCase()}, not shown)`;
  const outcome = {
    added: pc.green('added'),
    updated: pc.yellow('updated'),
    unchanged: 'known already, nothing changed',
  }[result.outcome];
  return [
    `${pc.bold(article.headline)}: ${outcome}, review "${result.slug}"${status}`,
    line('film', `${film.title} (${year})${film.isNew ? ', new here' : ''}`),
    line('director', article.directors.join(', ') || 'none named'),
    line('actors', `${actors}${article.castIsComplete || article.actors.length === 0 ? '' : ' and others'}`),
    line(
      'author',
      article.author
        ? `${article.author.name}${article.author.bio ? `: “${shorten(article.author.bio)}”` : ''}`
        : 'none named',
    ),
    line('publication', article.publication ?? 'none named'),
    ...(article.datePublished ? [line('published', article.datePublished)] : []),
    ...(article.copyrightYear ? [line('copyright', String(article.copyrightYear))] : []),
    ...(article.rating ? [line('rating', `${article.rating.value} of ${article.rating.best}`)] : []),
    line('body', `${count(article.body.length, 'paragraph')}, ${count(words, 'word')}`),
    ...doubts.map((doubt) => line('doubt', pc.yellow(doubt))),
  ].join('\n');
}

export type OutcomeCounts = Record<ImportedArticle['outcome'], number>;

/** "3 added, 1 unchanged, 1 failed"; what was left out is told by what it was: "12 attachments" */
export function summarize(counts: OutcomeCounts, omitted: ReadonlyMap<string, number>): string {
  const outcomes = (['added', 'updated', 'unchanged', 'failed'] as const)
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${counts[outcome].toLocaleString('en')} ${outcome}`);
  const leftOut = [...omitted].map(([what, times]) => `${times.toLocaleString('en')} ${what}`);
  return [
    outcomes.join(', ') || 'nothing to take in',
    ...(leftOut.length > 0 ? [`left out: ${leftOut.join(', ')}`] : []),
  ].join('; ');
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

function shorten(text: string): string {
  return text.length > 70 ? `${text.slice(0, 70).trimEnd()}…` : text;
}
