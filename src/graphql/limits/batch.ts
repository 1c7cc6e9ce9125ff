import type { Config } from '../../config';
import { badRequest, limitExceeded } from '../../errors';
import type { Metrics } from '../../http/metrics';

/**
 * Checks how many operations a request carries, before any of them is looked at.
 * @param body a JSON value, as it was received.
 * @throws GraphQLError LIMIT_EXCEEDED for an array of more operations than are taken, BAD_REQUEST for an empty one.
 */
export function checkBatch(
  body: unknown,
  { maxBatch }: Pick<Config, 'maxBatch'>,
  metrics: Pick<Metrics, 'countLimit'>,
): void {
  if (!Array.isArray(body)) return;
  if (maxBatch > 1 && body.length === 0) throw badRequest('The array holds no operation.');
  if (maxBatch > 1 && body.length <= maxBatch) return;
  metrics.countLimit('MAX_BATCH');
  const operations = body.length.toLocaleString('en');
  throw limitExceeded(
    maxBatch === 1
      ? 'MAX_BATCH: this service takes one operation in a request, and no arrays.'
      : `MAX_BATCH: the request has ${operations} operations, and at most ${maxBatch} are allowed.`,
  );
}
