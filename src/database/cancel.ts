import { Connection, type PoolClient } from 'pg';

/** What pg's types leave out of a connection that has been made. */
interface Cancellable {
  host: string;
  port: number;
  ssl: boolean | object;
  sslNegotiation: 'postgres' | 'direct';
  processID: number;
  secretKey: number;
}

interface CancelConnection extends Connection {
  connect(portOrPath: number | string, host?: string): void;
  requestSsl(): void;
  cancel(processID: number, secretKey: number): void;
}

/**
 * Has PostgreSQL end what the client's connection runs, by a request over a connection of its own: that takes neither
 * a login nor one of the server's connections, and is encrypted where the client's is. It may come too late and end
 * what runs there next, so nothing else may.
 * @returns what gives the request up, should PostgreSQL not take it.
 * Source: https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-CANCELING-REQUESTS
 */
export function cancelStatement(client: PoolClient): () => void {
  const { host, port, ssl, sslNegotiation, processID, secretKey } = client as unknown as Cancellable;
  const connection = new Connection({ ssl, sslNegotiation } as object) as CancelConnection;
  const cancel = () => connection.cancel(processID, secretKey);
  connection.on('connect', () => {
    if (!ssl) cancel();
    else if (sslNegotiation !== 'direct') connection.requestSsl();
  });
  connection.on('sslconnect', cancel);
  connection.on('error', () => connection.stream.destroy()); // the statement is then ended with its connection
  if (host.startsWith('/')) connection.connect(`${host}/.s.PGSQL.${port}`);
  else connection.connect(port, host);
  return () => connection.stream.destroy();
}
