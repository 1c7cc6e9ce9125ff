import { resolve } from 'node:path';
import { cleanEnv, EnvError, makeValidator, str } from 'envalid';
import { distance } from 'fastest-levenshtein';
import { OperatorError } from './errors';

const postgresUrl = makeValidator((input) => {
  if (!/^postgres(ql)?:\/\/\S+$/.test(input)) {
    throw new EnvError('must look like postgres://user:password@host:5432/database');
  }
  if (!URL.canParse(input) || !isPercentEncoded(input)) {
    throw new EnvError('is no URL; in a user name or password, write % as %25, / as %2F, # as %23, ? as %3F');
  }
  return input;
});

function isPercentEncoded(url: string): boolean {
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}

const wholeNumber = (range: { min: number; max: number }) =>
  makeValidator((input) => {
    const value = Number(input);
    if (!/^\s*\d+\s*$/.test(input) || value < range.min || value > range.max) {
      throw new EnvError(`must be a whole number from ${range.min} to ${range.max}`);
    }
    return value;
  });

const oneOf = (choices: readonly string[]) =>
  makeValidator((input) => {
    if (!choices.includes(input)) throw new EnvError(`must be one of ${choices.join(', ')}`);
    return input;
  });

const yesOrNo = makeValidator((input) => {
  if (/^(?:true|yes|on|1)$/i.test(input)) return true;
  if (/^(?:false|no|off|0)$/i.test(input)) return false;
  throw new EnvError('must be true or false');
});

/** Every setting, read from the environment; `desc` and `default` are what the README's table shows. */
export const settings = {
  PORT: wholeNumber({ min: 0, max: 65_535 })({
    default: 4000,
    desc: 'TCP port to listen on; 0 takes any free one',
  }),
  HOST: str({ default: 'localhost', desc: 'address to listen on; 0.0.0.0 for every IPv4 interface' }),
  DATABASE_URL: postgresUrl({
    default: undefined,
    desc: 'a PostgreSQL 14 or later to use instead of the embedded one',
  }),
  DATABASE_POOL_SIZE: wholeNumber({ min: 1, max: 500 })({
    default: 10,
    desc: 'most connections to PostgreSQL at once',
  }),
  DATA_DIR: str({ default: '.data', desc: 'folder of the embedded PostgreSQL' }),
  LOAD_SAMPLES: yesOrNo({ default: true, desc: 'load the sample publication into an empty store at start' }),
  LOG_LEVEL: oneOf(['silent', 'fatal', 'error', 'warn', 'info', 'debug'])({
    default: 'warn',
    desc: 'what is logged, as JSON lines on standard error',
  }),
};

export interface Config {
  port: number;
  host: string;
  databaseUrl: string | undefined;
  databasePoolSize: number;
  /** Absolute. */
  dataDir: string;
  loadSamples: boolean;
  logLevel: string;
}

/**
 * Read and check every setting.
 * @param env usually `process.env`; an empty value counts as not set.
 * @throws OperatorError that names all faults at once, a misspelt name included, a line for each.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const faults = findMisspeltNames(Object.keys(given));
  const values = cleanEnv(given, settings, {
    reporter: ({ errors }) => {
      for (const [name, error] of Object.entries(errors)) faults.push(`${name}: ${asOneLine(error.message)}`);
    },
  });
  if (faults.length > 0) throw new OperatorError(faults.join('\n'));
  return {
    port: values.PORT,
    host: values.HOST,
    databaseUrl: values.DATABASE_URL,
    databasePoolSize: values.DATABASE_POOL_SIZE,
    dataDir: resolve(values.DATA_DIR),
    loadSamples: values.LOAD_SAMPLES,
    logLevel: values.LOG_LEVEL,
  };
}

/**
 * The environment holds names of many programs, so only what can hardly be anything else is called a
 * misspelling: two edits away from a long name of ours, or a short one with two letters swapped.
 */
function findMisspeltNames(names: string[]): string[] {
  const known = Object.keys(settings);
  return names
    .filter((name) => !known.includes(name))
    .flatMap((name) => {
      const meant = known.find((setting) =>
        setting.length >= 7 ? distance(setting, name.toUpperCase()) <= 2 : areLettersSwapped(setting, name),
      );
      return meant ? [`${name}: there is no such setting; did you mean ${meant}?`] : [];
    });
}

function areLettersSwapped(setting: string, name: string): boolean {
  if (name.length !== setting.length) return false;
  const [i, j, ...others] = [...name].flatMap((letter, at) => (letter === setting[at] ? [] : [at]));
  return (
    i !== undefined &&
    j !== undefined &&
    others.length === 0 &&
    name[i] === setting[j] &&
    name[j] === setting[i]
  );
}

function asOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
