// Bundles the scripts and styles of pages, and the fonts that they use. It takes a few milliseconds, so it is done each time.
import { copyFile, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { hashOf } from './known-operation.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** @returns the names of the files in `output`, which then holds no others. */
export async function bundle({ entryPoints, output, plugins = [] }) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints,
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
    plugins,
    metafile: true,
    logLevel: 'warning',
  });
  const made = Object.keys(metafile.outputs).map((path) => basename(path));
  // The fonts' licence wants to be wherever they are.
  for (const font of ['archivo', 'newsreader']) {
    const licence = `${font}-LICENSE.txt`;
    await copyFile(join(root, 'node_modules/@fontsource-variable', font, 'LICENSE'), join(output, licence));
    made.push(licence);
  }
  for (const name of await readdir(output)) {
    if (!made.includes(name)) await rm(join(output, name));
  }
  return made;
}
