// Bundles the widget, and the page that shows it. It takes a few milliseconds, so it is done each time.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';

const source = dirname(fileURLToPath(import.meta.url));
const root = join(source, '../../..');
const output = join(root, 'dist/web');
// The service itself says by which hash it knows an operation: it has just been compiled.
const { readKnownOperations } = createRequire(import.meta.url)(join(root, 'dist/src/graphql/operations.js'));
const { sha256 } = readKnownOperations().find(({ name }) => name === 'Widget');

const shared = { absWorkingDir: root, bundle: true, minify: true, target: 'es2022', logLevel: 'warning' };

await build({
  ...shared,
  entryPoints: [join(source, 'widget.ts')],
  outfile: join(output, 'widget.js'),
  format: 'esm',
  define: { WIDGET_OPERATION: JSON.stringify(sha256) },
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
  loader: { '.html': 'copy' },
});
