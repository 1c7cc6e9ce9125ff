import {
  type FastifyBaseLogger,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController,
} from 'fastify';
import type { Config } from '../config';
import { storeFault } from '../errors';
import { loggedError } from './logged-error';

/** What befalls many operations at once is told so often. */
const toldEveryMs = 5_000;

/**
 * JSON lines on standard error. No line has headers, tokens, bodies, variables, query texts or query strings in it,
 * nor anything of an error that may quote them: src/http/logged-error.ts
 */
export function logging({
  logLevel,
}: Pick<Config, 'logLevel'>): Pick<FastifyServerOptions, 'logger' | 'logController'> {
  return {
    logger: {
      level: logLevel,
      stream: process.stderr,
      serializers,
      hooks: {
        logMethod(args, method) {
          method.apply(this, inOwnWords(args) as typeof args);
        },
      },
    },
    logController: new RequestLines({ requestIdLogLabel: 'requestId' }),
  };
}

/** Where pino is given an error and no text, it takes the error's; and Fastify names addresses as they were sent. */
function inOwnWords([first, ...rest]: unknown[]): unknown[] {
  const fields = first instanceof Error ? { err: first } : first;
  if (typeof fields !== 'string' && rest[0] === undefined) rest[0] = 'failed';
  return [fields, ...rest].map((word) =>
    typeof word === 'string' ? word.replace(/\?[^\s"']+/g, '?…') : word,
  );
}

const serializers: Record<string, (logged: unknown) => unknown> = {
  err: (error) => loggedError(error),
  req: (request) => {
    const { method, routeOptions } = request as FastifyRequest;
    return { method, route: routeOptions?.url };
  },
  res: (reply) => ({ statusCode: (reply as FastifyReply).statusCode }),
};

/** Fastify's own lines about a request would show its address, query string and all, or the text of an error. */
class RequestLines extends LogController {
  override incomingRequest(): void {}

  override requestCompleted(error: Error | null, request: FastifyRequest, reply: FastifyReply): void {
    const { method, routeOptions } = request;
    const text = error ? 'the client was gone before it was answered' : 'answered';
    request.log.debug(
      { method, route: routeOptions.url, status: reply.statusCode, ms: inMs(reply.elapsedTime) },
      text,
    );
  }

  override defaultErrorLog(error: Error, request: FastifyRequest): void {
    request.log.error({ err: error }, 'failed');
  }

  override writeHeadError(error: Error, request: FastifyRequest): void {
    request.log.warn({ err: error }, 'the head of an answer could not be written');
  }

  override routeNotFound(): void {}
}

/** For Apollo Server, which has the text of an error behind a colon in its own lines. */
export function withoutErrorTexts(log: FastifyBaseLogger) {
  const before = (text: unknown) => String(text).split(':')[0];
  return {
    debug: (text: unknown) => log.debug(before(text)),
    info: (text: unknown) => log.info(before(text)),
    warn: (text: unknown) => log.warn(before(text)),
    error: (text: unknown) => log.error(before(text)),
  };
}

/** What a line may say of the operation in which something failed. */
export interface Circumstances {
  requestId: string | undefined;
  /** Its name, where it has one. */
  operation?: string | undefined;
  /** Of the field, as in "review.related". */
  path?: string | undefined;
  /** From its beginning, in milliseconds. */
  ms?: number;
  /** How often in this operation, where more than once. */
  times?: number | undefined;
}

/** Writes down what failed here, as against what callers asked wrongly. */
export class FaultLog {
  private readonly tellOfStore: (error: unknown) => void;
  private readonly tellOfHaste: (circumstances: Circumstances) => void;

  constructor(private readonly log: FastifyBaseLogger) {
    this.tellOfStore = nowAndThen(toldEveryMs, (error, times) =>
      log.warn({ err: error, times }, 'answers fail for want of the store'),
    );
    this.tellOfHaste = nowAndThen(toldEveryMs, (circumstances, times) =>
      log.warn({ ...circumstances, times }, 'operations are not answered in time'),
    );
  }

  note(error: unknown, circumstances: Circumstances): void {
    if (storeFault(error)) this.tellOfStore(error);
    else this.log.error({ ...circumstances, err: error }, 'failed');
  }

  /** Nothing failed, but the time was up, or too much was asked at once. */
  noteGivenUp(circumstances: Circumstances): void {
    this.tellOfHaste(circumstances);
  }
}

/**
 * For what may happen thousands of times a second: told at once, and from then on once in a while.
 * @param tell is given the latest, and how many there were since it last told.
 */
export function nowAndThen<Event>(
  everyMs: number,
  tell: (event: Event, times: number) => void,
): (event: Event) => void {
  let latest: Event;
  let times = 0;
  let isPausing = false;
  const tellIfAny = () => {
    isPausing = times > 0;
    if (!isPausing) return;
    tell(latest, times);
    times = 0;
    setTimeout(tellIfAny, everyMs).unref();
  };
  return (event) => {
    latest = event;
    times++;
    if (!isPausing) tellIfAny();
  };
}

/** To a hundredth. */
export function inMs(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}
