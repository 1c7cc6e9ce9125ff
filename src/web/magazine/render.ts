import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** @returns a whole HTML document. */
export function render(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`;
}
