import { type ArticleReading, type Refusal, UnreadableArticle } from './article';
import { readArticleLine } from './article-line';
import { longestLine, readLines, type TextLine } from './lines';

/** Read articles in our own form, one a line; a line that cannot be read is refused, and those after it are read. */
export async function* readJsonLines(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<ArticleReading | Refusal> {
  let last = 0;
  try {
    for await (const line of readLines(bytes)) {
      if (last === 0 && isOfCatalogue(line))
        throw new UnreadableArticle('is a catalogue of films, which "import catalogue" takes in');
      last = line.number;
      const reading = readLine(line);
      if (reading) yield { ...reading, line: line.number };
    }
  } catch (error) {
    if (!(error instanceof UnreadableArticle)) throw error;
    yield { unreadable: error.message, line: last + 1 };
  }
}

/** Whether a line tells of a film and of no article: of such a file each line would be refused for itself. */
function isOfCatalogue({ bytes }: TextLine): boolean {
  try {
    const film = JSON.parse(new TextDecoder().decode(bytes));
    return (
      typeof film.title === 'string' &&
      ['headline', 'body', 'film'].every((name) => !(name in film)) &&
      ['genres', 'cast', 'directors', 'credits'].some((name) => name in film)
    );
  } catch {
    return false;
  }
}

function readLine({ bytes }: TextLine): ArticleReading | Refusal | null {
  if (!bytes) return { unreadable: `is longer than ${longestLine / 1024 ** 2} MB` };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { unreadable: 'is not UTF-8' };
  }
  if (text.trim() === '') return null;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { unreadable: `is not JSON: ${(error as Error).message.slice(0, 120)}` };
  }
  try {
    return readArticleLine(json);
  } catch (error) {
    if (!(error instanceof UnreadableArticle)) throw error;
    return { unreadable: error.message };
  }
}
