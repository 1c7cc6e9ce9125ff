import type { Known } from './article';
import { readDay } from './day';
import { isName } from './name-lists';

const header =
  /^(From|To|Date|Subject|Newsgroups|Organization|Message-ID|Reply-To|Cc|Lines|Keywords|References|Sender|Path|Approved|X-[\w-]+|Followup-To|Distribution|Summary|Mime-Version|Content-[\w-]+): (.*)$/i;
const mostHeaders = 60;

/**
 * What a mail or a posting to a newsgroup says in its head: who wrote it, when, and of what.
 * @param text the whole of it; what it quotes of others, and all below its signature, is left out of `body`.
 * @returns null for any other text.
 */
export function readMail(text: string): { known: Known; body: string } | null {
  const lines = text.replace(/^\s+/, '').split('\n');
  const head = new Map<string, string>();
  let at = 0;
  for (let last = ''; at < Math.min(lines.length, mostHeaders); at++) {
    const [, name, value] = header.exec(lines[at]!) ?? [];
    if (name !== undefined) {
      last = name.toLowerCase();
      head.set(last, value!.trim());
    } else if (last !== '' && /^\s+\S/.test(lines[at]!))
      head.set(last, `${head.get(last)} ${lines[at]!.trim()}`);
    else break;
  }
  const subject = head.get('subject');
  if (!subject || !(head.has('from') || head.has('newsgroups'))) return null;
  const author = nameOf(head.get('from') ?? '');
  const date = readDay((head.get('date') ?? '').replace(/^\w{3},\s+/, ''));
  return {
    known: {
      headline: subject.replace(/^(?:(?:re|fwd?|aw)\s*:\s*|\[[^\]]{1,40}\]\s*)+/i, ''),
      ...(author && { author }),
      ...(date && { datePublished: date }),
    },
    body: ownWords(lines.slice(at)),
  };
}

/** `Gus Pellerin <gus@example.org>`, `gus@example.org (Gus Pellerin)` */
function nameOf(from: string): string | null {
  const name = (/\(([^()]+)\)/.exec(from)?.[1] ?? from.replace(/<[^>]*>/, '')).replace(/["']/g, '').trim();
  return isName(name) ? name : null;
}

function ownWords(lines: string[]): string {
  const signature = lines.findIndex((line) => /^-- ?$/.test(line));
  return lines
    .slice(0, signature < 0 ? lines.length : signature)
    .filter(
      (line, at) =>
        !/^\s*>/.test(line) && !(/\bwrote:$/.test(line) && /^\s*(?:>|$)/.test(lines[at + 1] ?? '')),
    )
    .join('\n')
    .trim();
}
