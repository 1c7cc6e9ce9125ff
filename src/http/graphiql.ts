import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { builtFolder, readBuilt } from './built';

/** A browser that opens the endpoint asks for a page; programs ask for JSON, or for anything. */
export function wantsPage({ method, headers }: FastifyRequest): boolean {
  return method === 'GET' && /\btext\/html\b/.test(headers.accept ?? '');
}

/**
 * @returns the page; what it loads is served below /graphiql/.
 * @throws OperatorError if the page has not been built.
 */
export async function serveGraphiQL(http: FastifyInstance): Promise<string> {
  const page = await readBuilt('graphiql/index.html');
  await http.register(fastifyStatic, {
    root: join(builtFolder, 'graphiql'),
    prefix: '/graphiql/',
    index: false,
  });
  return page.toString();
}
