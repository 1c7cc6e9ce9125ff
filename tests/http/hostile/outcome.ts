import type { ErrorCode } from '../../../src/errors';
import { codesIn, dataIn, expectFault, type Target } from './target';

/** What an operation comes to: refused before it ran, refused by a field, or answered, being harmless. */
export type Outcome = { refused: ErrorCode } | { failed: ErrorCode } | { data: unknown };

/** The status of what is refused before it ran, by the media type of the answer that is asked for. */
const statusOfRefusals = { 'application/json': 200, 'application/graphql-response+json': 400 };

/** An operation to attack with, as the body of a POST, and what it must come to under either media type. */
export async function expectOutcome(
  target: Target,
  body: unknown,
  outcome: Outcome,
  headers: Record<string, string> = {},
): Promise<void> {
  for (const [accept, refusalStatus] of Object.entries(statusOfRefusals)) {
    const [answer] = await target.attack(() => target.post(body, { accept, ...headers }));
    if ('refused' in outcome) {
      expectFault(answer!, { status: refusalStatus, code: outcome.refused });
      expect(dataIn(answer!) ?? null).toBeNull();
    } else {
      expect(codesIn(answer!.text)).toEqual('failed' in outcome ? [outcome.failed] : []);
      expect(answer!.status).toBe(200);
      if ('data' in outcome) expect(dataIn(answer!)).toEqual(outcome.data);
    }
  }
}
