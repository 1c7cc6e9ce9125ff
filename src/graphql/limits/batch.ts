import { badRequest, limitExceeded } from '../../errors';

/**
 * Checks how many operations a request carries, before any of them is looked at.
 * @param body a JSON value, as it was received.
 * @throws GraphQLError LIMIT_EXCEEDED for an array of more operations than are taken, BAD_REQUEST for an empty one.
 */
export function checkBatch(body: unknown, maxBatch: number): void {
  if (!Array.isArray(body)) return;
  if (maxBatch === 1)
    throw limitExceeded('MAX_BATCH: this service takes one operation in a request, and no arrays.');
  if (body.length === 0) throw badRequest('The array holds no operation.');
  if (body.length > maxBatch) {
    const operations = body.length.toLocaleString('en');
    throw limitExceeded(
      `MAX_BATCH: the request has ${operations} operations, and at most ${maxBatch} are allowed.`,
    );
  }
}
