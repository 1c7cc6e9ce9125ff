import { createHash, randomBytes } from 'node:crypto';

/** So that a token is known for what it is wherever it turns up, by people and by scanners of secrets. */
const prefix = 'rg_';

/** 256 random bits. */
export function makeToken(): string {
  return prefix + randomBytes(32).toString('base64url');
}

export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
