import type { Listed } from '../listed';
import { queueMicrotask, setTimeout, XMLHttpRequest } from './browser';

export interface List {
  /** Names the list to the service when its impressions and clicks are told. */
  id: string;
  /** At least one. */
  entries: Listed[];
}

interface Question {
  request: string;
  answer: (list: List | null) => void;
}

/** The API takes no more lists at once. */
const mostAtOnce = 20;
/** Servers between refuse addresses of more than some 8,000 characters. */
const mostCharacters = 6_000;
const timeoutMs = 5_000;
/** For how long a list stays good for further elements that ask for the same. */
const freshMs = 60_000;

const answers = new Map<string, Promise<List | null>>();
const waiting = new Map<string, Question[]>();

/**
 * Questions of one moment go to a service together, and equal ones are asked once.
 * @param request a RelatedReviewsInput as JSON.
 * @returns the list, or null if for any reason there is none to show. Never rejects.
 */
export function ask(service: string, request: string): Promise<List | null> {
  const key = `${service} ${request}`;
  const known = answers.get(key);
  if (known) return known;
  const promise = new Promise<List | null>((answer) => {
    const questions = waiting.get(service);
    if (questions) questions.push({ request, answer });
    else {
      waiting.set(service, [{ request, answer }]);
      queueMicrotask(() => sendTo(service));
    }
  });
  answers.set(key, promise);
  promise.then((list) => setTimeout(() => answers.delete(key), list ? freshMs : 0));
  return promise;
}

function sendTo(service: string): void {
  const questions = waiting.get(service) ?? [];
  waiting.delete(service);
  while (questions.length > 0) send(service, questions.splice(0, countTogether(questions)));
}

/** How many of the first questions go together. At least one does, however long. */
function countTogether(questions: Question[]): number {
  let length = 0;
  const tooMany = questions.findIndex(({ request }, index) => {
    length += encodeURIComponent(request).length;
    return index === mostAtOnce || (index > 0 && length > mostCharacters);
  });
  return tooMany < 0 ? questions.length : tooMany;
}

function send(service: string, questions: Question[]): void {
  const variables = `{"of":[${questions.map(({ request }) => request).join()}]}`;
  const extensions = `{"persistedQuery":{"version":1,"sha256Hash":"${WIDGET_OPERATION}"}}`;
  get(
    `${service}/graphql?extensions=${encodeURIComponent(extensions)}&variables=${encodeURIComponent(variables)}`,
    (status, body) => {
      // One that the service cannot understand must not cost the others theirs.
      if (isRefused(status, body) && questions.length > 1)
        for (const question of questions) send(service, [question]);
      else for (const [index, { answer }] of questions.entries()) answer(readList(body, index));
    },
  );
}

/**
 * By XMLHttpRequest, which pages and the tools on them replace far less often than `fetch`. Sends no cookies to
 * another site.
 * @param done called once; with null if there is no answer, or one that is not JSON.
 */
function get(url: string, done: (status: number, body: unknown) => void): void {
  try {
    const request = new XMLHttpRequest();
    request.open('GET', url);
    request.timeout = timeoutMs;
    request.responseType = 'json';
    request.onloadend = () => done(request.status, request.response);
    request.send();
  } catch {
    done(0, null);
  }
}

/** Whether the question is at fault, not the service. The service answers 200 to most questions that it refuses. */
function isRefused(status: number, body: unknown): boolean {
  return status === 400 || (body as Refusal | null)?.errors?.[0]?.extensions?.code === 'BAD_USER_INPUT';
}

interface Refusal {
  errors?: { extensions?: { code?: string } }[];
}

function readList(body: unknown, index: number): List | null {
  try {
    const { listId, edges } = (body as Answer).data.relatedReviews[index]!;
    return edges.length > 0 && edges.every(isEntry) ? { id: String(listId), entries: edges } : null;
  } catch {
    return null; // null for an unknown review, or an answer of another shape
  }
}

interface Answer {
  data: { relatedReviews: ({ listId: string; edges: Listed[] } | null)[] };
}

/** Whether it holds what a row must show, whoever sent it. */
function isEntry({ node, reasons }: Listed): boolean {
  return [
    node.slug,
    node.headline,
    node.film.title,
    node.author.name,
    ...reasons.map(({ label }) => label),
  ].every((text) => typeof text === 'string' && text.trim() !== '');
}
