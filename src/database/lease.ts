import { DatabaseError, type Pool, type PoolClient, type QueryConfig } from 'pg';
import { cancelStatement } from './cancel';
import { nameOfStatement, type OnStatement } from './statement-name';

/** Most statements are done before PostgreSQL would hear that nobody waits for them any more. */
const graceMs = 50;
/** One that does not cancel within this time is frozen, or out of reach. */
const cancelMs = 1_000;

/** After these a connection is of no use: what it has prepared is out of date, or its server only reads any more. */
const spoiling = ['0A000', '25006'];

export interface LeaseOptions {
  pool: Pool;
  /** When it aborts, nobody waits any more. */
  signal?: AbortSignal | undefined;
  onStatement?: OnStatement | undefined;
}

/**
 * Lends a connection of the pool for one statement or one transaction. When the signal aborts, the caller is told so
 * at once, be it that a connection is waited for or that a statement runs. The connection ends beside that: nothing
 * else is begun on it, what runs is cancelled, and should PostgreSQL not even do that, the connection is destroyed.
 * @throws the signal's reason.
 */
export function withLease<Result>(
  { pool, signal, onStatement }: LeaseOptions,
  work: (lease: Lease) => Promise<Result>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    let lease: Lease | undefined;
    const giveUp = () => {
      reject(signal?.reason);
      lease?.giveUp(signal?.reason);
    };
    signal?.addEventListener('abort', giveUp, { once: true });
    pool.connect((error, client, release) => {
      if (!client) {
        signal?.removeEventListener('abort', giveUp);
        return reject(error);
      }
      if (signal?.aborted) return release();
      lease = new Lease(client, onStatement);
      const end = () => {
        signal?.removeEventListener('abort', giveUp);
        lease?.end();
      };
      work(lease).then(
        (result) => {
          end();
          resolve(result);
        },
        (fault) => {
          end();
          reject(fault);
        },
      );
    });
  });
}

const sayNothing = () => undefined; // the statement that fails with the connection says so

/** A connection while it is lent. */
export class Lease {
  private isRunning = false;
  private isSpoilt = false;
  private isOver = false;
  private whyGivenUp: unknown;

  constructor(
    private readonly client: PoolClient,
    private readonly onStatement: OnStatement | undefined,
  ) {
    client.on('error', sayNothing);
  }

  /** One at a time. @throws why it was given up, if it was. */
  query<Row>(statement: QueryConfig): Promise<Row[]> {
    return this.whyGivenUp === undefined ? this.run<Row>(statement) : Promise.reject(this.whyGivenUp);
  }

  /** Leaves the connection as it was, whether or not anybody waits any more; where that fails, nobody gets it. */
  async tidyUp(text: string): Promise<void> {
    try {
      await this.run({ text });
    } catch {
      this.isSpoilt = true;
    }
  }

  giveUp(reason: unknown): void {
    this.whyGivenUp = reason;
    setTimeout(() => this.cancel(), graceMs);
  }

  end(): void {
    this.isOver = true;
    this.client.off('error', sayNothing);
    this.client.release(this.isSpoilt);
  }

  private run<Row>(statement: QueryConfig): Promise<Row[]> {
    const { onStatement } = this;
    const begun = onStatement && performance.now();
    return new Promise((resolve, reject) => {
      this.isRunning = true;
      // As callbacks, for each promise more would cost a good part of what the whole statement costs this process.
      this.client.query(statement, (error: Error | null, result) => {
        this.isRunning = false;
        onStatement?.({
          name: nameOfStatement(statement.text),
          seconds: (performance.now() - begun!) / 1000,
          failed: !!error,
        });
        if (!error) return resolve(result.rows as Row[]);
        this.isSpoilt ||= !isHarmless(error);
        reject(error);
      });
    });
  }

  private cancel(): void {
    if (this.isOver) return;
    this.isSpoilt = true; // the cancelling may arrive late, and would hit what ran next
    const stopCancelling = this.isRunning ? cancelStatement(this.client) : sayNothing;
    setTimeout(() => {
      stopCancelling();
      if (!this.isOver) this.client.connection.stream.destroy();
    }, cancelMs);
  }
}

/** A statement failed, and the connection is as good as before. */
function isHarmless(error: Error): boolean {
  return error instanceof DatabaseError && error.severity === 'ERROR' && !spoiling.includes(error.code ?? '');
}
