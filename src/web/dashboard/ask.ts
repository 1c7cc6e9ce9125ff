/** A query or mutation of schema/operations/web/dashboard. */
export interface Operation<Answer, Variables> {
  text: string;
  /** Only for the types: there is never anything in it. */
  types?: (variables: Variables) => Answer;
}

export function operation<Answer, Variables>(text: string): Operation<Answer, Variables> {
  return { text };
}

/** The API did not answer, and why. */
export class AskingError extends Error {
  override name = 'AskingError';
  constructor(
    /** One of the table of codes in the README, or UNREACHABLE. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

interface Answered<Answer> {
  data?: Answer | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** @throws AskingError where anything of the answer is missing. */
export async function askApi<Answer, Variables>(
  { text }: Operation<Answer, Variables>,
  { variables, token, signal }: { variables: Variables; token: string | null; signal?: AbortSignal },
): Promise<Answer> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(token !== null && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query: text, variables }),
    ...(signal && { signal }),
  }).catch((error) => {
    if (signal?.aborted) throw error;
    throw new AskingError('UNREACHABLE', 'The service does not answer. Is it running?');
  });
  const { data, errors } = await (response.json() as Promise<Answered<Answer>>).catch(
    (): Answered<Answer> => ({}),
  );
  const [fault] = errors ?? [];
  if (fault) throw new AskingError(fault.extensions?.code ?? 'INTERNAL_SERVER_ERROR', fault.message);
  if (!data)
    throw new AskingError('UNREACHABLE', `The service answered with status ${response.status} only.`);
  return data;
}
