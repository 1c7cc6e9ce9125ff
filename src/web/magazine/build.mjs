// Bundles what the magazine's pages load.
import { join } from 'node:path';
import { bundle, root } from '../bundle.mjs';

const source = join(root, 'src/web/magazine');

await bundle({
  entryPoints: {
    magazine: join(source, 'browser/magazine.ts'),
    'magazine-style': join(source, 'styles/magazine.css'),
  },
  output: join(root, 'dist/web/magazine'),
});
