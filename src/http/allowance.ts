import { GraphQLError } from 'graphql';
import { type ErrorCode, rateLimited } from '../errors';
import type { Budget } from '../graphql/context';

export interface RateLimit {
  /** What a client may spend in a minute. */
  points: number;
  /** The most clients that are kept in mind; beyond them the half is forgotten whose minute began first. */
  mostClients: number;
  onRefusal(): void;
  /** In ms, and never backwards. */
  now(): number;
}

const minuteMs = 60_000;

/**
 * What each client may still spend, in a minute that begins with its first request.
 * rate-limiter-flexible was tried: it keeps however many clients come, with a timer each, takes what it refuses,
 * and answers in a promise only.
 */
export class Allowances {
  // Those whose minute began since the last turn, and those before it. They are forgotten as a whole: a Map that
  // loses its first entries one by one takes ever longer to find the next.
  #young = new Map<string, Allowance>();
  #old = new Map<string, Allowance>();
  #turnsAt: number;

  constructor(private readonly limit: RateLimit) {
    this.#turnsAt = limit.now() + minuteMs;
  }

  get size(): number {
    return this.#young.size + this.#old.size;
  }

  of(client: string): Allowance {
    const known = this.#young.get(client) ?? this.#old.get(client);
    if (known && known.endsInMs > 0) return known;
    if (this.#young.size >= this.limit.mostClients / 2 || this.limit.now() >= this.#turnsAt) this.#turn();
    const allowance = new Allowance(this.limit);
    this.#young.set(client, allowance);
    return allowance;
  }

  #turn(): void {
    this.#old = this.#young;
    this.#young = new Map();
    this.#turnsAt = this.limit.now() + minuteMs;
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
