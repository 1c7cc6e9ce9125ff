import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { OperatorError } from '../errors';
import { projectRoot } from '../project';

const folder = join(projectRoot, 'dist/web/graphiql');

/** A browser that opens the endpoint asks for a page; programs ask for JSON, or for anything. */
export function wantsPage({ method, headers }: FastifyRequest): boolean {
  return method === 'GET' && /\btext\/html\b/.test(headers.accept ?? '');
}

/**
 * @returns the page; what it loads is served below /graphiql/.
 * @throws OperatorError if the page has not been built.
 */
export async function serveGraphiQL(http: FastifyInstance): Promise<string> {
  const page = await readFile(join(folder, 'index.html'), 'utf8').catch(() => {
    throw new OperatorError('GraphiQL has not been built: run "npm run build"');
  });
  await http.register(fastifyStatic, { root: folder, prefix: '/graphiql/', index: false });
  return page;
}
