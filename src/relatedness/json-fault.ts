/** @returns the line, from 1, that makes a text no JSON; its last where it only ends too early. */
export function faultyLineOf(text: string): number {
  const lineEnds = [...text.matchAll(/\n|$/g)].map(({ index }) => index + 1);
  let [sound, faulty] = [0, lineEnds.length];
  while (faulty - sound > 1) {
    const line = (sound + faulty) >> 1;
    if (isBeginningOfJson(text.slice(0, lineEnds[line - 1]))) sound = line;
    else faulty = line;
  }
  return faulty;
}

/** JSON, or what would be if more came: then the fault lies at its end, as the message says in one way or the other. */
function isBeginningOfJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const [, position] = /at position (\d+)/.exec(String(error)) ?? [];
    return position ? Number(position) === text.length : /Unexpected end/.test(String(error));
  }
}
