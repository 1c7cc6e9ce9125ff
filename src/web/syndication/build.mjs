// Minifies the style of the list for iframes.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const source = dirname(fileURLToPath(import.meta.url));
const root = join(source, '../../..');

await build({
  absWorkingDir: root,
  entryPoints: [join(source, 'embed.css')],
  outdir: join(root, 'dist/web/syndication'),
  minify: true,
  target: 'es2022',
  logLevel: 'warning',
});
