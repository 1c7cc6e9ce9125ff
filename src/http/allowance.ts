import { GraphQLError } from 'graphql';
import { type ErrorCode, rateLimited } from '../errors';
import type { Budget } from '../graphql/context';

export interface RateLimit {
  /** What a client may spend in a minute. */
  points: number;
  /** The most clients that are kept in mind; beyond them, those are forgotten whose minute ends first. */
  mostClients: number;
  onRefusal(): void;
  /** In ms, and never backwards. */
  now(): number;
}

const minuteMs = 60_000;

/**
 * What each client may still spend, in a minute that begins with its first request. Nothing is kept of it for
 * longer, and no timer runs for it.
 * rate-limiter-flexible was tried: it keeps however many clients come, with a timer each, takes what it refuses,
 * and answers in a promise only.
 */
export class Allowances {
  /** All minutes are equally long, so they end in the order in which they were put in. */
  readonly #byClient = new Map<string, Allowance>();

  constructor(private readonly limit: RateLimit) {}

  get size(): number {
    return this.#byClient.size;
  }

  of(client: string): Allowance {
    this.#forgetThePast();
    const known = this.#byClient.get(client);
    if (known) return known;
    if (this.#byClient.size >= this.limit.mostClients) {
      const [first] = this.#byClient.keys();
      this.#byClient.delete(first!);
    }
    const allowance = new Allowance(this.limit);
    this.#byClient.set(client, allowance);
    return allowance;
  }

  #forgetThePast(): void {
    for (const [client, { endsInMs }] of this.#byClient) {
      if (endsInMs > 0) return;
      this.#byClient.delete(client);
    }
  }
}

/** Of one client, for one minute. */
export class Allowance implements Budget {
  readonly #endsAt: number;
  #spent = 0;

  constructor(private readonly limit: RateLimit) {
    this.#endsAt = limit.now() + minuteMs;
  }

  get left(): number {
    return this.limit.points - this.#spent;
  }

  get endsInMs(): number {
    return this.#endsAt - this.limit.now();
  }

  /** At least 1. */
  get endsInSeconds(): number {
    return Math.max(1, Math.ceil(this.endsInMs / 1000));
  }

  /**
   * @throws GraphQLError RATE_LIMITED if there is not so much left until the minute ends, or LIMIT_EXCEEDED if no
   * minute has so much, as each request takes 1 before its operation; then nothing is taken.
   */
  spend(points: number): void {
    if (points <= this.left) {
      this.#spent += points;
      return;
    }
    this.limit.onRefusal();
    if (points < this.limit.points) throw rateLimited(this.endsInSeconds);
    throw new GraphQLError(
      `The operation costs ${points} points, and a client may spend ${this.limit.points} in a minute (RATE_LIMIT). Ask for less at once.`,
      { extensions: { code: 'LIMIT_EXCEEDED' satisfies ErrorCode } },
    );
  }

  giveBack(points: number): void {
    this.#spent = Math.max(0, this.#spent - points);
  }
}
