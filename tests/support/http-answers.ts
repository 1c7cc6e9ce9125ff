export interface HttpAnswer {
  status: number;
  /** Names in small letters. */
  headers: Record<string, string>;
  text: string;
}

/**
 * Takes HTTP/1.1 answers apart, as far as this service writes them: with a Content-Length, or none and no body.
 * "100 Continue" and its like are left out.
 * @param isOver that nothing more will come: of the last body there is what there is, as with an answer to HEAD.
 * @returns those that have come in whole, in order, and the bytes behind them.
 */
export function readAnswers(bytes: Buffer, { isOver = false } = {}): { answers: HttpAnswer[]; rest: Buffer } {
  const answers: HttpAnswer[] = [];
  let rest = bytes;
  for (;;) {
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) return { answers, rest };
    const [statusLine = '', ...lines] = rest.toString('latin1', 0, end).split('\r\n');
    const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(statusLine)?.[1]);
    const behindHead = rest.subarray(end + 4);
    if (status < 200) {
      rest = behindHead;
      continue;
    }
    const headers = Object.fromEntries(lines.map(nameAndValue));
    const length = Number(headers['content-length'] ?? 0);
    if (behindHead.length < length && !isOver) return { answers, rest };
    answers.push({ status, headers, text: behindHead.toString('utf8', 0, length) });
    rest = behindHead.subarray(length);
  }
}

function nameAndValue(line: string): [name: string, value: string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}
