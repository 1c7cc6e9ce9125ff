// Bundles the pages that the service serves, so that nothing is loaded from elsewhere.
import { existsSync } from 'node:fs';
import { copyFile, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import './dashboard/build.mjs';
import './magazine/build.mjs';
import './syndication/build.mjs';
import './widget/build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const source = join(root, 'src/web/graphiql');
const output = join(root, 'dist/web/graphiql');

if (await isStale()) {
  const monaco = 'monaco-editor/esm/vs';
  await build({
    absWorkingDir: root,
    entryPoints: {
      main: join(source, 'main.jsx'),
      'editor.worker': `${monaco}/editor/editor.worker.js`,
      'json.worker': `${monaco}/language/json/json.worker.js`,
      'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
    },
    outdir: output,
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    target: 'es2022',
    jsx: 'automatic',
    tsconfigRaw: {}, // the pages of the magazine are Preact's, by tsconfig.json: GraphiQL is React's
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.graphql': 'text', '.ttf': 'file', '.woff2': 'file' },
    logLevel: 'warning',
  });
  await copyFile(join(source, 'index.html'), join(output, 'index.html'));
}

/** Bundled once, and again after a change of its sources or of what is installed. */
async function isStale() {
  const built = join(output, 'index.html');
  if (!existsSync(built)) return true;
  const operations = join(root, 'schema/operations');
  const sources = [
    join(root, 'package-lock.json'),
    fileURLToPath(import.meta.url),
    ...(await readdir(source)).map((name) => join(source, name)),
    ...(await readdir(operations)).map((name) => join(operations, name)),
  ];
  const { mtimeMs: builtAt } = await stat(built);
  const changed = await Promise.all(sources.map(async (path) => (await stat(path)).mtimeMs > builtAt));
  return changed.includes(true);
}
