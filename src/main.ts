import './production';
import { readFileSync } from 'node:fs';
import { colours as pc } from './colours';
import { readConfig } from './config';
import { describeForTerminal } from './errors';
import { loggedError } from './http/logged-error';
import { type Service, startService } from './service';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** npm passes a Ctrl-C on that the terminal has sent already, and a shell a hang-up: two so close together are one. */
const oneSignalMs = process.env.npm_lifecycle_event ? 1_000 : 100;

async function main(): Promise<void> {
  const startedAt = performance.now();
  const stopping = new AbortController();
  const starting = startService(readConfig(process.env), stopping.signal);
  stopOnSignals(starting, stopping);
  const service = await starting.catch((error: unknown) => {
    if (!stopping.signal.aborted) throw error;
  });
  if (service && !stopping.signal.aborted) {
    console.log(welcome(service, (performance.now() - startedAt) / 1000));
  }
}

/** @param stopping is aborted when a stop is asked for. */
function stopOnSignals(starting: Promise<Service>, stopping: AbortController): void {
  let stoppedAt: number | undefined;
  const stop = () => {
    if (stoppedAt !== undefined) return;
    stoppedAt = performance.now();
    stopping.abort();
    starting
      .then(
        (service) => service.stop(),
        (error: unknown) => {
          if (error !== stopping.signal.reason) throw error;
        },
      )
      .then(() => process.exit(0), fail);
  };
  for (const signal of signals) {
    process.on(signal, () => {
      if (stoppedAt === undefined) stop();
      else if (performance.now() - stoppedAt > oneSignalMs) process.exit(130);
    });
  }
  // Killed outright, npm cannot pass the signal on, and the port would stay taken.
  if (process.env.npm_lifecycle_event === 'start') {
    const ancestors = findAncestors();
    const watch = setInterval(() => {
      if (findAncestors() === ancestors) return;
      clearInterval(watch);
      stop();
    }, 250).unref();
  }
}

/**
 * The shell that npm runs this in, and npm, as far as the system tells. Some shells give their place to the
 * one program that they run: then the parent is npm, and its own parent may end without harm (a closed terminal).
 */
function findAncestors(): string {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8'); // 14789 (sh) S 14734 …
    const [, name = '', parent] = /\((.*)\) \S (\d+)/s.exec(stat) ?? [];
    return name.endsWith('sh') ? `${process.ppid} ${parent}` : String(process.ppid);
  } catch {
    return String(process.ppid);
  }
}

function welcome(service: Service, seconds: number): string {
  const { url, storeDescription, hasLoadedSamples, summary, widgetIntegrity } = service;
  const { reviews, films, newestReview } = summary;
  const samples = hasLoadedSamples ? ' (the sample publication)' : '';
  const lines = [
    `${pc.bold(pc.green('Reelgraph'))} is ready after ${seconds.toFixed(1)} s: ${reviews} reviews, ${films} films${samples}.`,
    '',
    `Explore   ${pc.cyan(`${url}/graphql`)}`,
    `Dashboard ${pc.cyan(`${url}/dashboard`)}`,
    `Widget    ${pc.cyan(`${url}/widget`)}`,
    `          integrity="${widgetIntegrity}"`,
    `Store     ${storeDescription}`,
    'Import    npm run reelgraph -- import article FILE',
    'Stop      Ctrl-C',
  ];
  if (newestReview) {
    const { slug, filmTitle } = newestReview;
    const query = `{ review(slug: "${slug}") { related { edges { score reasons { label } node { headline } } } } }`;
    lines.push(
      '',
      `What to read after the review of ${filmTitle}, and why? Paste:`,
      '',
      `  ${pc.yellow(query)}`,
    );
  }
  return ['', ...lines, ''].map((line) => (line ? `  ${line}` : line)).join('\n');
}

function fail(error: unknown): never {
  console.error(describeForTerminal(error));
  process.exit(1);
}

/** Left to itself, Node prints all that the error has, such as the values of the statement that failed. */
process.on('uncaughtException', (error) => {
  const line = {
    level: 60,
    time: Date.now(),
    pid: process.pid,
    err: loggedError(error),
    msg: 'ended by a fault',
  };
  console.error(JSON.stringify(line));
  process.exit(1);
});

main().catch(fail);
