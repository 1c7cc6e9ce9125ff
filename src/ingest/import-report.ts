import { SingleBar } from 'cli-progress';
import { colours as pc } from '../colours';
import { ReviewStatus } from '../reviews/review-status';
import type { ImportedArticle } from './import-articles';

/** So few files are told of in full; of more, only what is wrong. */
const mostInFull = 20;

/** Tells a person at the terminal of an import as it goes on: a bar while it is long, lines where it is piped. */
export class ImportProgress {
  private readonly bar: SingleBar | undefined;
  private readonly afterBar: (() => void)[] = [];

  constructor(
    private readonly total: number,
    private readonly options: { isQuiet: boolean },
  ) {
    if (!options.isQuiet && total > mostInFull && process.stderr.isTTY) {
      this.bar = new SingleBar({
        format: '  {bar} {value}/{total} articles · {eta_formatted} left',
        stream: process.stderr,
        hideCursor: true,
        clearOnComplete: true,
      });
      this.bar.start(total, 0);
    }
  }

  report(result: ImportedArticle): void {
    this.bar?.increment();
    if (result.outcome === 'failed') {
      this.print(() => console.error(`${result.source} ${result.reason}`));
    } else if (!this.options.isQuiet) {
      const lines =
        this.total <= mostInFull
          ? [describeImport(result)]
          : result.doubts.map((doubt) => `${result.source}: ${doubt}`);
      for (const line of lines) this.print(() => console.log(line));
    }
  }

  end(): void {
    this.bar?.stop();
    for (const write of this.afterBar) write();
  }

  /** At once, or when the bar is gone: the two would overwrite each other. */
  private print(write: () => void): void {
    if (this.bar) this.afterBar.push(write);
    else write();
  }
}

/** What was found in a page, and what was not understood. */
export function describeImport(result: Exclude<ImportedArticle, { outcome: 'failed' }>): string {
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

/** "3 added, 1 unchanged, 1 failed" */
export function summarize(results: ImportedArticle[]): string {
  const outcomes = ['added', 'updated', 'unchanged', 'failed'] as const;
  const counts = outcomes.map((outcome) => ({
    outcome,
    count: results.filter((result) => result.outcome === outcome).length,
  }));
  return counts
    .filter(({ count }) => count > 0)
    .map(({ outcome, count }) => `${count} ${outcome}`)
    .join(', ');
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

function shorten(text: string): string {
  return text.length > 70 ? `${text.slice(0, 70).trimEnd()}…` : text;
}
