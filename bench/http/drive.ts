import autocannon from 'autocannon';
import { isAnswer, type Question } from './questions';

const connections = 8;
const bodiesPerConnection = 2_000;
/** So far apart in the list of variables do the connections begin, lest they ask for the same thing at once. */
const bodiesApart = 500;

/** Some seconds of one question. */
export interface Drive {
  /** Milliseconds from each request to the last byte of its answer. */
  latencies: number[];
  /** From the first answer to the last. */
  seconds: number;
}

/**
 * Put a question over and over, on eight connections that stay open, each sending its next request when its last
 * is answered.
 * @param round other variables come first in each.
 * @throws if any answer is not what was asked for.
 */
export async function drive(
  graphqlUrl: string,
  question: Question,
  { seconds, round }: { seconds: number; round: number },
): Promise<Drive> {
  const latencies: number[] = [];
  let firstAt = 0;
  let lastAt = 0;
  let connection = round;
  const options: autocannon.Options = {
    url: graphqlUrl,
    connections,
    duration: seconds,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    requests: requestsFrom(question, 0),
    setupClient: (client) => client.setRequests(requestsFrom(question, connection++ * bodiesApart)),
    verifyBody: (body) => isAnswer(String(body)),
  };
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(options, (error: unknown, done) => (error ? reject(error) : resolve(done)));
    instance.on('response', (_client, _status, _bytes, ms) => {
      lastAt = performance.now();
      firstAt ||= lastAt;
      latencies.push(ms);
    });
  });
  const { errors, timeouts, non2xx, mismatches } = result;
  if (errors + timeouts + non2xx + mismatches > 0) {
    throw new Error(
      `${question.name}: ${errors} connections failed, ${timeouts} timed out, ${non2xx} refused, ${mismatches} with errors`,
    );
  }
  return { latencies, seconds: (lastAt - firstAt) / 1000 };
}

function requestsFrom(question: Question, start: number): autocannon.Request[] {
  return Array.from({ length: bodiesPerConnection }, (_, place) => ({ body: question.body(start + place) }));
}
