import type { FastifyError, FastifyInstance } from 'fastify';
import type { ErrorCode } from '../errors';
import type { Metrics } from './metrics';

/** Answers what went wrong outside GraphQL in the form of GraphQL: one message, one code of the closed table. */
export function answerFaults(http: FastifyInstance, metrics: Metrics): void {
  http.setErrorHandler<FastifyError>((error, request, reply) => {
    const isCallers = error.statusCode !== undefined && error.statusCode < 500;
    metrics.countError(isCallers ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR');
    if (!isCallers) request.log.error({ err: error }, 'failed');
    return isCallers
      ? reply.code(error.statusCode ?? 400).send(fault(error.message, 'BAD_REQUEST'))
      : reply
          .code(500)
          .send(fault('Something went wrong here. It has been logged.', 'INTERNAL_SERVER_ERROR'));
  });
  http.setNotFoundHandler((_request, reply) => {
    metrics.countError('BAD_REQUEST');
    return reply.code(404).send(fault('Nothing is here. The API is at /graphql.', 'BAD_REQUEST'));
  });
}

export function fault(message: string, code: ErrorCode) {
  return { errors: [{ message, extensions: { code } }] };
}
