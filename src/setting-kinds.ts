import { compile } from '@fastify/proxy-addr';
import { EnvError, makeValidator } from 'envalid';

export const postgresUrl = makeValidator((input) => {
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

export const wholeNumber = (range: { min: number; max: number }) =>
  makeValidator((input) => {
    const value = Number(input);
    if (!/^\s*\d+\s*$/.test(input) || value < range.min || value > range.max) {
      throw new EnvError(`must be a whole number from ${range.min} to ${range.max}`);
    }
    return value;
  });

export const oneOf = (choices: readonly string[]) =>
  makeValidator((input) => {
    if (!choices.includes(input)) throw new EnvError(`must be one of ${choices.join(', ')}`);
    return input;
  });

export const yesOrNo = makeValidator((input) => {
  if (/^(?:true|yes|on|1)$/i.test(input)) return true;
  if (/^(?:false|no|off|0)$/i.test(input)) return false;
  throw new EnvError('must be true or false');
});

/** A web origin: scheme and host, and a port where it is not the usual one. */
export const origin = makeValidator((input) => {
  if (!/^https?:/.test(input) || !isOrigin(input)) {
    throw new EnvError('must be like https://reviews.example.com, without a path');
  }
  return input;
});

function isOrigin(input: string): boolean {
  return URL.canParse(input) && new URL(input).origin === input;
}

/** Web origins, as a browser sends them, between commas; `*` for every one; `none`. */
export const origins = makeValidator((input) => {
  for (const origin of listed(input)) {
    if (origin !== '*' && !isOrigin(origin)) {
      throw new EnvError('must be origins such as https://www.example.com, between commas; or *; or none');
    }
  }
  return input;
});

/** IP addresses, networks and the names that stand for some, between commas; `none`. */
export const addresses = makeValidator((input) => {
  try {
    compile(listed(input));
  } catch {
    throw new EnvError(
      'must be addresses such as 192.0.2.7, 10.0.0.0/8, loopback, linklocal, uniquelocal, between commas; or none',
    );
  }
  return input;
});

/** The entries of a setting that is a list. */
export function listed(setting: string): string[] {
  return setting
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '' && entry !== 'none');
}

/** @returns whether an address is one of those that such a setting names; what is no address is none of them. */
export function matcherOf(setting: string): (address: string) => boolean {
  const isListed = compile(listed(setting));
  return (address) => isListed(address, 0);
}
