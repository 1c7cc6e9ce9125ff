// Bundles what the magazine's pages load. It takes a few milliseconds, so it is done each time.
import { copyFile, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { hashOf } from '../known-operation.mjs';

const source = dirname(fileURLToPath(import.meta.url));
const root = join(source, '../../..');
const output = join(root, 'dist/web/magazine');

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: {
    magazine: join(source, 'browser/magazine.ts'),
    'magazine-style': join(source, 'styles/magazine.css'),
  },
  // Named after what is in them, so that browsers may keep them for good.
  entryNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  outdir: output,
  bundle: true,
  format: 'esm',
  minify: true,
  target: 'es2022',
  define: { SUGGEST_OPERATION: hashOf('Suggest') },
  loader: { '.woff2': 'file' },
  metafile: true,
  logLevel: 'warning',
});

const made = new Set(Object.keys(metafile.outputs).map((path) => basename(path)));
// The fonts' licence wants to be wherever they are.
for (const font of ['archivo', 'newsreader']) {
  const licence = `${font}-LICENSE.txt`;
  await copyFile(join(root, 'node_modules/@fontsource-variable', font, 'LICENSE'), join(output, licence));
  made.add(licence);
}
for (const name of await readdir(output)) {
  if (!made.has(name)) await rm(join(output, name));
}
