import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { builtFolder, readBuilt } from './built';
import { compressAnswers, varyBy } from './headers';
import { contentSecurityPolicy } from './magazine';
import { sendTagged } from './tag';

/** What the page knows to show; any other address below it is nothing. */
const paths = [
  '/dashboard',
  '/dashboard/graph',
  '/dashboard/coverage',
  '/dashboard/profiles',
  '/dashboard/articles/:slug',
];

/**
 * The dashboard: one page, which holds no figures. It asks the public API for them, with a token that it is given in
 * the browser, so there is nothing here to be kept from anybody.
 * @throws OperatorError if the page has not been built.
 */
export async function serveDashboard(http: FastifyInstance): Promise<void> {
  const page = await readBuilt('dashboard/dashboard.html');
  await http.register(async (dashboard) => {
    await compressAnswers(dashboard);
    await dashboard.register(fastifyStatic, {
      root: join(builtFolder, 'dashboard/assets'),
      prefix: '/dashboard/assets/',
      index: false,
      immutable: true, // their names change with what is in them
      maxAge: '1y',
      decorateReply: false,
    });
    for (const path of paths) {
      dashboard.get(path, (request, reply) => {
        varyBy(reply, 'accept-encoding')
          .header('cache-control', 'no-cache')
          .header('content-security-policy', contentSecurityPolicy)
          .type('text/html; charset=utf-8');
        return sendTagged(request, reply, page);
      });
    }
  });
}
