import type { Command } from 'commander';
import { type Extraction, fields, measureExtraction, precision, recall } from './measure';

/** `reelgraph evaluate-extraction …`: how well pages are read whose facts a person has written down. */
export function addExtractionCommand(program: Command): void {
  program
    .command('evaluate-extraction')
    .description('measure how well facts are found in pages: precision and recall of each field')
    .argument(
      '[labels]',
      'JSON lines of what each page tells; the pages are in "pages" beside it',
      'bench/extraction/labels.jsonl',
    )
    .option('--faults', 'also print each value that was missed or made up')
    .option('--json', 'print the same as JSON')
    .addHelpText(
      'after',
      `
A line of labels: {"page", "layout", "title", "year", "directors": [name], "actors": [name], "author", "rating": {"value", "best"}},
to which "date" (a day), "genres" and "body" ({"begins", "ends"}: words) may be added

Examples:
  npm run reelgraph -- evaluate-extraction
  npm run reelgraph -- evaluate-extraction my/labels.jsonl --faults`,
    )
    .action(async (labels: string, { faults, json }: { faults?: boolean; json?: boolean }) => {
      const extraction = await measureExtraction(labels);
      console.log(json ? JSON.stringify(extraction, null, 2) : describeExtraction(extraction));
      if (faults && !json) console.log(`\n${extraction.faults.join('\n')}`);
    });
}

/** A table in Markdown, which reads in a terminal as well. */
export function describeExtraction({ pages, layouts, tallies }: Extraction): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`.padStart(9);
  const rows = fields.map((field) => {
    const tally = tallies[field];
    const counts = [tally.told, tally.found, tally.right].map((count) => String(count).padStart(5));
    return `| ${field.padEnd(8)} | ${counts.join(' | ')} | ${percent(precision(tally))} | ${percent(recall(tally))} |`;
  });
  return [
    `${pages} pages in ${layouts} layouts`,
    '',
    '| field    |  told | found | right | precision |    recall |',
    '|:---------|------:|------:|------:|----------:|----------:|',
    ...rows,
  ].join('\n');
}
