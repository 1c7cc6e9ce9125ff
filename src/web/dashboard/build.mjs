// Bundles the dashboard: one page, one script, one style, and the fonts of the magazine.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, print, visit } from 'graphql';
import { bundle, root } from '../bundle.mjs';

const source = join(root, 'src/web/dashboard');
const output = join(root, 'dist/web/dashboard');
const operations = join(root, 'schema/operations/web/dashboard');

const made = await bundle({
  entryPoints: {
    dashboard: join(source, 'dashboard.tsx'),
    'dashboard-style': join(source, 'styles/dashboard.css'),
  },
  output: join(output, 'assets'),
  plugins: [{ name: 'operations', setup: loadOperations }],
});

const address = (start, end) =>
  `/dashboard/assets/${made.find((name) => name.startsWith(start) && name.endsWith(end))}`;
const page = (await readFile(join(source, 'dashboard.html'), 'utf8'))
  .replace('{{style}}', address('dashboard-style-', '.css'))
  .replace('{{script}}', address('dashboard-', '.js'))
  .replace('{{font}}', address('archivo-latin-wdth-normal-', '.woff2'));
await writeFile(join(output, 'dashboard.html'), page);

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
