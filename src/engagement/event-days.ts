import { Client } from 'pg';
import { createDays, dropDaysBefore } from './event-days.store';

const dayMs = 24 * 3_600_000;
/** Should nobody make a day in time, whoever writes the first event of it does. */
const daysAhead = 2;
const lookEveryMs = 3_600_000;
/** Who still reads a day that is to be dropped may take so long; after that, the next look finishes it. */
const patienceMs = 60_000;

export interface EventDaysOptions {
  url: string;
  retentionDays: number;
  onError: (error: unknown) => void;
}

/** Sees to it that there is a partition for each day that events come from, and that those of old days go. */
export class EventDays {
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private client: Client | undefined;
  private isStopped = false;

  constructor(private readonly options: EventDaysOptions) {}

  start(): void {
    const look = () => {
      this.looking = this.look().catch((error) => {
        if (!this.isStopped) this.options.onError(error);
      });
    };
    look();
    this.timer = setInterval(look, lookEveryMs).unref();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.timer);
    this.client?.connection.stream.destroy(); // what it was at is finished by the next look, wherever that is
    await this.looking;
  }

  private async look(): Promise<void> {
    const client = new Client({
      connectionString: this.options.url,
      application_name: 'reelgraph event days',
      connectionTimeoutMillis: 5_000,
      lock_timeout: 5_000,
      statement_timeout: patienceMs,
    });
    client.on('error', () => undefined); // the statement that it fails says so
    this.client = client;
    try {
      await client.connect();
      await keepDays(client, { today: new Date(), retentionDays: this.options.retentionDays });
    } finally {
      this.client = undefined;
      client.end().catch(() => undefined);
    }
  }
}

/** @param retentionDays so many whole days before today stay. @returns the days that were dropped. */
export async function keepDays(
  client: Client,
  { today, retentionDays }: { today: Date; retentionDays: number },
): Promise<string[]> {
  const dayIn = (days: number) => new Date(today.getTime() + days * dayMs).toISOString().slice(0, 10);
  await createDays(
    client,
    Array.from({ length: daysAhead + 1 }, (_, days) => dayIn(days)),
  );
  return dropDaysBefore(client, dayIn(-retentionDays));
}
