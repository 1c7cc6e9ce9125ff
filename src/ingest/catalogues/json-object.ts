import { RowFault } from './catalogue';

/** The object that a line of JSON lines holds. @throws RowFault */
export function objectOn(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new RowFault('is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RowFault('is JSON, but no object');
  }
  return value as Record<string, unknown>;
}
