import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import Fastify from 'fastify';
import { Drain } from '../../src/http/drain';
import { listen, listenOn } from '../../src/http/listen';
import { waitUntil } from '../service/program';

const onLinux = process.platform === 'linux' ? it : it.skip; // where 127.0.0.2 is this machine too

function createHttp() {
  const http = Fastify({ forceCloseConnections: 'idle' });
  let answer: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    http.get('/held', async () => {
      resolve();
      await new Promise<void>((go) => {
        answer = go;
      });
      return 'held';
    });
  });
  http.get('/', () => 'here');
  const drain = new Drain(http, { stopDelayMs: 0, stopTimeoutMs: 5_000 });
  return { http, drain, asked, answer: () => answer() };
}

onLinux(
  'listens on every address that there is, and answers what is in flight on each when it ends',
  async () => {
    const { http, drain, asked, answer } = createHttp();
    const listening = await listenOn(http, { addresses: ['192.0.2.1', '127.0.0.1', '127.0.0.2'], port: 0 });
    const [one, other] = ['127.0.0.1', '127.0.0.2'].map((address) => `http://${address}:${listening.port}`);
    for (const url of [one, other]) expect(await (await fetch(`${url}/`)).text()).toBe('here');

    const held = fetch(`${other}/held`);
    await asked;
    const drained = drain.run(listening);
    await waitUntil(() => isRefused('127.0.0.1', listening.port), 5_000);
    expect(await isRefused('127.0.0.2', listening.port)).toBe(true);
    answer();
    expect(await (await held).text()).toBe('held');
    await drained;
    await http.close();
  },
);

onLinux('does not share a port with another program, on whichever address', async () => {
  const rival = createServer();
  await once(rival.listen(0, '127.0.0.2'), 'listening');
  const { port } = rival.address() as { port: number };
  const { http } = createHttp();
  await expect(listenOn(http, { addresses: ['127.0.0.1', '127.0.0.2'], port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed');
  await http.close();
  rival.close();
});

it('says in one line if the host is none of this machine', async () => {
  const { http } = createHttp();
  await expect(listen(http, { host: '192.0.2.1', port: 0 })).rejects.toMatchObject({
    name: 'OperatorError',
    message: expect.stringMatching(/^HOST: 192\.0\.2\.1 is no address of this machine/),
  });
  await http.close();
});

async function isRefused(host: string, port: number): Promise<boolean> {
  const socket = connect({ host, port });
  return once(socket, 'connect')
    .then(
      () => false,
      () => true,
    )
    .finally(() => socket.destroy());
}
