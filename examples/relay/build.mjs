// Bundles main.tsx. Relay's Babel plugin puts the generated artifacts in the place of graphql`…`.
import { transformFileAsync } from '@babel/core';
import { build } from 'esbuild';

const relay = {
  name: 'relay',
  setup({ onLoad }) {
    onLoad({ filter: /\.tsx$/ }, async ({ path }) => {
      const parserOpts = { plugins: ['typescript', 'jsx'] };
      const { code } = await transformFileAsync(path, { parserOpts, plugins: ['relay'] });
      return { contents: code, loader: 'tsx' };
    });
  },
};

await build({
  entryPoints: ['main.tsx'],
  outfile: 'dist/main.js',
  bundle: true,
  platform: 'node',
  packages: 'external',
  jsx: 'automatic',
  plugins: [relay],
});
