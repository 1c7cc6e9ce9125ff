// Bundles the dashboard: one page, one script, one style, and the fonts of the magazine.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { parse, print, visit } from 'graphql';
import { hashOf } from '../known-operation.mjs';

const source = dirname(fileURLToPath(import.meta.url));
const root = join(source, '../../..');
const output = join(root, 'dist/web/dashboard');
const assets = join(output, 'assets');
const operations = join(root, 'schema/operations/web/dashboard');

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: {
    dashboard: join(source, 'dashboard.tsx'),
    'dashboard-style': join(source, 'styles/dashboard.css'),
  },
  // Named after what is in them, so that browsers may keep them for good.
  entryNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  outdir: assets,
  bundle: true,
  format: 'esm',
  minify: true,
  target: 'es2022',
  define: { SUGGEST_OPERATION: hashOf('Suggest') },
  loader: { '.woff2': 'file' },
  plugins: [{ name: 'operations', setup: loadOperations }],
  metafile: true,
  logLevel: 'warning',
});

const made = Object.keys(metafile.outputs).map((path) => basename(path));
const address = (start, end) =>
  `/dashboard/assets/${made.find((name) => name.startsWith(start) && name.endsWith(end))}`;
const page = (await readFile(join(source, 'dashboard.html'), 'utf8'))
  .replace('{{style}}', address('dashboard-style-', '.css'))
  .replace('{{script}}', address('dashboard-', '.js'))
  .replace('{{font}}', address('archivo-latin-wdth-normal-', '.woff2'));
await mkdir(output, { recursive: true });
await writeFile(join(output, 'dashboard.html'), page);
// The fonts' licence wants to be wherever they are.
for (const font of ['archivo', 'newsreader']) {
  const licence = `${font}-LICENSE.txt`;
  await writeFile(
    join(assets, licence),
    await readFile(join(root, 'node_modules/@fontsource-variable', font, 'LICENSE')),
  );
  made.push(licence);
}
for (const name of await readdir(assets)) {
  if (!made.includes(name)) await rm(join(assets, name));
}

/** An operation is imported as its text, for people to read: with what it says of itself and the fragments it uses. */
function loadOperations({ onLoad }) {
  onLoad({ filter: /\.graphql$/ }, async ({ path }) => {
    const fragments = new Map(
      parse(await readFile(join(operations, 'fragments.graphql'), 'utf8')).definitions.map((fragment) => [
        fragment.name.value,
        fragment,
      ]),
    );
    const text = await readFile(path, 'utf8');
    const used = new Set();
    const follow = (node) =>
      visit(node, {
        FragmentSpread: ({ name: { value: name } }) => {
          if (used.has(name)) return;
          used.add(name);
          follow(fragments.get(name));
        },
      });
    follow(parse(text));
    const parts = [text.trim(), ...[...used].map((name) => print(fragments.get(name)))];
    return { contents: parts.join('\n\n'), loader: 'text' };
  });
}
