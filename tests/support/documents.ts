import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/project';

/** What stands in ```language … ``` in a document of ours. */
export function codeBlocks(document: string, language: string): string[] {
  const text = readFileSync(join(projectRoot, document), 'utf8');
  return [...text.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(([, code]) => code!);
}

/** The commands that a document tells a reader to type, in its order. */
export function commandsIn(document: string): string[] {
  return codeBlocks(document, 'sh').flatMap((block) => block.trim().split('\n'));
}

/** Commands of this kind are tried by tests/examples.test.ts alone: two at once would build into one folder. */
export function isOfExamples(command: string): boolean {
  return command.startsWith('npm --prefix examples/');
}
