// Bundles the widget, and the page that shows it. It takes a few milliseconds, so it is done each time.
import { readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { hashOf } from '../known-operation.mjs';

const source = dirname(fileURLToPath(import.meta.url));
const root = join(source, '../../..');
const output = join(root, 'dist/web');

const shared = { absWorkingDir: root, bundle: true, minify: true, target: 'es2022', logLevel: 'warning' };

await build({
  ...shared,
  entryPoints: [join(source, 'widget.ts')],
  outfile: join(output, 'widget.js'),
  format: 'esm',
  define: { WIDGET_OPERATION: hashOf('Widget') },
  plugins: [
    {
      name: 'a style sheet as a minified text',
      setup({ onLoad }) {
        onLoad({ filter: /\.css$/ }, async ({ path }) => {
          const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true });
          return { contents: code, loader: 'text' };
        });
      },
    },
  ],
});

await build({
  ...shared,
  entryPoints: ['page.ts', 'page.css', 'page.html'].map((name) => join(source, 'page', name)),
  outdir: join(output, 'widget'),
  format: 'esm',
  loader: { '.html': 'copy', '.woff2': 'file' },
  // The fonts are those of the magazine, under the names that they have there.
  assetNames: '[name]-[hash]',
  publicPath: '/assets',
});
for (const name of await readdir(join(output, 'widget')))
  if (name.endsWith('.woff2')) await rm(join(output, 'widget', name));
