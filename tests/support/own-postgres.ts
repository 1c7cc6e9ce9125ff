import { readdirSync, readFileSync } from 'node:fs';
import { Client } from 'pg';
import { type Cluster, openCluster, superuser } from '../../src/database/postgres-cluster';
import {
  findPostmaster,
  type Postmaster,
  startPostmaster,
  stopPostmaster,
} from '../../src/database/postmaster';
import { waitUntil } from '../service/program';

/** A PostgreSQL of a test's own, to be stopped, killed, frozen and started again, always on the same port. */
export class OwnPostgres {
  private constructor(
    private readonly cluster: Cluster,
    private postmaster: Postmaster,
    readonly maxConnections: number,
  ) {}

  static async start({ dataDir, maxConnections = 20 }: { dataDir: string; maxConnections?: number }) {
    const cluster = await openCluster(dataDir);
    const serverOptions = ['fsync=off', `max_connections=${maxConnections}`];
    const postmaster = await startPostmaster(cluster, { serverOptions });
    return new OwnPostgres(cluster, postmaster!, maxConnections);
  }

  get url(): string {
    return `postgresql://${superuser}:${this.cluster.password}@127.0.0.1:${this.postmaster.port}/postgres`;
  }

  async startAgain(): Promise<void> {
    const serverOptions = ['fsync=off', `max_connections=${this.maxConnections}`];
    const { port } = this.postmaster;
    await waitUntil(async () => {
      const started = await startPostmaster(this.cluster, { serverOptions, port });
      this.postmaster = started ?? this.postmaster;
      return started !== undefined;
    }, 10_000);
  }

  stop(): Promise<void> {
    return stopPostmaster(this.cluster.folder, this.postmaster);
  }

  async kill(): Promise<void> {
    process.kill(this.postmaster.pid, 'SIGKILL');
    await waitUntil(async () => !(await findPostmaster(this.cluster.folder)), 5_000);
  }

  freeze(): void {
    for (const pid of this.processes()) process.kill(pid, 'SIGSTOP');
  }

  thaw(): void {
    for (const pid of this.processes()) process.kill(pid, 'SIGCONT');
  }

  /** One statement, over a connection of its own. */
  async ask<Row = Record<string, unknown>>(statement: string, values: unknown[] = []): Promise<Row[]> {
    const client = await this.connect();
    try {
      return (await client.query(statement, values)).rows as Row[];
    } finally {
      await client.end();
    }
  }

  async connect(name = 'a test'): Promise<Client> {
    const client = new Client({ connectionString: this.url, application_name: name });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  /** The postmaster and its children, the postmaster first. */
  private processes(): number[] {
    const { pid } = this.postmaster;
    return [pid, ...childrenOf(pid)];
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const [, parentPid] = /\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
        return Number(parentPid) === parent;
      } catch {
        return false; // it has just ended
      }
    });
}
