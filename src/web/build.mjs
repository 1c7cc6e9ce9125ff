// Bundles what browsers load, so that nothing is loaded from elsewhere.
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

const shared = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  minify: true,
  target: 'es2022',
  loader: { '.graphql': 'text', '.ttf': 'file', '.woff2': 'file' },
  logLevel: 'warning',
};

await buildAnew('graphiql', ['schema/operations'], async (source, output) => {
  const monaco = 'monaco-editor/esm/vs';
  await build({
    ...shared,
    entryPoints: {
      main: join(source, 'main.jsx'),
      'editor.worker': `${monaco}/editor/editor.worker.js`,
      'json.worker': `${monaco}/language/json/json.worker.js`,
      'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
    },
    outdir: output,
    splitting: true,
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  await copyFile(join(source, 'index.html'), join(output, 'index.html'));
});

await buildAnew('magazine', ['schema/operations/web'], async (source, output) => {
  await build({
    ...shared,
    entryPoints: {
      magazine: join(source, 'browser/magazine.ts'),
      'magazine-style': join(source, 'styles/magazine.css'),
    },
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    outdir: output,
  });
  // The fonts' licence wants to be wherever they are.
  for (const font of ['archivo', 'newsreader']) {
    const licence = join(root, 'node_modules/@fontsource-variable', font, 'LICENSE');
    await copyFile(licence, join(output, `${font}-LICENSE.txt`));
  }
});

/**
 * Fills dist/web/NAME from src/web/NAME, unless what is there is newer than that folder, the others named, what is
 * installed and this file.
 */
async function buildAnew(name, others, bundle) {
  const source = join(root, 'src/web', name);
  const output = join(root, 'dist/web', name);
  const stamp = join(output, '.built');
  const sources = [
    join(root, 'package-lock.json'),
    fileURLToPath(import.meta.url),
    ...(await filesBelow(source)),
    ...(await Promise.all(others.map((folder) => filesBelow(join(root, folder))))).flat(),
  ];
  if (existsSync(stamp)) {
    const { mtimeMs: builtAt } = await stat(stamp);
    const changed = await Promise.all(sources.map(async (path) => (await stat(path)).mtimeMs > builtAt));
    if (!changed.includes(true)) return;
  }
  await rm(output, { recursive: true, force: true });
  await mkdir(output, { recursive: true });
  await bundle(source, output);
  await writeFile(stamp, '');
}

async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
