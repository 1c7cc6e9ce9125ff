import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { limits, readConfig, settings } from '../src/config';
import { projectRoot } from '../src/project';

const compose = readFileSync(join(projectRoot, 'docker-compose.yml'), 'utf8');
const service = compose.slice(compose.indexOf('\n  reelgraph:'));

describe('docker-compose.yml', () => {
  it('hands every setting on that is not fixed in a container', () => {
    const fixed = ['PORT', 'HOST', 'DATABASE_URL', 'DATA_DIR'];
    const handedOn = [...service.matchAll(/^ {6}([A-Z_]+):$/gm)].map(([, name]) => name);
    const names = Object.keys({ ...settings, ...limits });
    expect(handedOn).toEqual(names.filter((name) => !fixed.includes(name)));
  });

  it('gives the service the time that it takes to stop', () => {
    const { stopDelayMs, stopTimeoutMs } = readConfig({});
    const [, seconds] = /stop_grace_period: (\d+)s$/m.exec(service)!;
    expect(Number(seconds) * 1000).toBeGreaterThan(stopDelayMs + stopTimeoutMs + 5_000);
  });
});
