import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { projectRoot } from '../src/project';

const source = join(projectRoot, 'src');
const concepts = ['authors', 'films', 'genres', 'people', 'publications', 'reviews'];

interface Import {
  from: string;
  /** A path below src without its extension, or the name of a package. */
  to: string;
}

/** Who may import whom. Each rule names an import that it does not allow, for itself to be tried on. */
const rules: { says: string; forbids: (imported: Import) => boolean; example: Import }[] = [
  {
    says: 'relatedness/core imports nothing but itself',
    forbids: ({ from, to }) => from.startsWith('relatedness/core/') && !to.startsWith('relatedness/core/'),
    example: { from: 'relatedness/core/rank.ts', to: 'typeorm' },
  },
  {
    says: 'relatedness/proposal imports nothing but itself and the core',
    forbids: ({ from, to }) =>
      from.startsWith('relatedness/proposal/') && !/^relatedness\/(proposal|core)\//.test(to),
    example: { from: 'relatedness/proposal/click-model.ts', to: 'database/sql' },
  },
  {
    says: "a concept sees another concept's .type, .entity and plain names only, never its store or resolver",
    forbids: ({ from, to }) =>
      concepts.includes(folderOf(from)) &&
      concepts.includes(folderOf(to)) &&
      folderOf(from) !== folderOf(to) &&
      /\.(store|resolver)$/.test(to),
    example: { from: 'films/film.resolver.ts', to: 'people/person.store' },
  },
  {
    says: 'an .entity imports TypeORM, entities and plain enumerations only',
    forbids: ({ from, to }) =>
      from.endsWith('.entity.ts') &&
      !/^typeorm$|\.entity$|\/(credit-role|dimensions|editorial-rule-kind|facts-source|match-words|review-status|role)$/.test(
        to,
      ),
    example: { from: 'films/film.entity.ts', to: 'type-graphql' },
  },
  {
    says: 'a .store knows neither GraphQL nor resolvers',
    forbids: ({ from, to }) =>
      from.endsWith('.store.ts') && /^(graphql|type-graphql)$|^graphql\/|\.resolver$/.test(to),
    example: { from: 'films/film.store.ts', to: 'graphql/connection' },
  },
  {
    says: 'ingest and database never know GraphQL',
    forbids: ({ from, to }) =>
      ['ingest', 'database'].includes(folderOf(from)) &&
      /^(graphql|type-graphql)$|^graphql\/|\.(resolver|type)$/.test(to),
    example: { from: 'ingest/upsert-film.ts', to: 'type-graphql' },
  },
  {
    says: 'http never knows a store',
    forbids: ({ from, to }) => folderOf(from) === 'http' && /\.store$/.test(to),
    example: { from: 'http/server.ts', to: 'films/film.store' },
  },
  {
    says: 'web knows nothing of the server',
    forbids: ({ from, to }) =>
      folderOf(from) === 'web' && !to.startsWith('web/') && to.includes('/') && isOurs(to),
    example: { from: 'web/graphiql/main.jsx', to: 'graphql/schema' },
  },
];

describe('the layout', () => {
  const imports = listSources(source).flatMap(importsOf);

  it('is read at all', () => {
    expect(imports.length).toBeGreaterThan(200);
    expect(imports).toContainEqual({ from: 'films/film.resolver.ts', to: 'films/film.store' });
    expect(imports).toContainEqual({ from: 'films/film.resolver.ts', to: 'type-graphql' });
  });

  it.each(rules)('holds: $says', ({ forbids }) => {
    expect(imports.filter(forbids)).toEqual([]);
  });

  it.each(rules)('has a rule that can fail: $says', ({ forbids, example }) => {
    expect(forbids(example)).toBe(true);
  });
});

describe('SQL', () => {
  const mayHaveSQL = (path: string) => path.endsWith('.store.ts') || path.startsWith('database/');
  const hasSQL = (text: string) => /\bsql\s*\.query\b/.test(text);
  const files = listSources(source).map((path) => ({
    path: relative(source, path),
    hasSQL: hasSQL(readFileSync(path, 'utf8')),
  }));

  it('stands in stores and below database/ only', () => {
    expect(files.filter((file) => file.hasSQL && !mayHaveSQL(file.path))).toEqual([]);
  });

  it('is seen where it stands', () => {
    expect(files.filter((file) => file.hasSQL).length).toBeGreaterThan(8);
    expect(hasSQL('await sql.query(`SELECT 1`)') && !mayHaveSQL('films/film.resolver.ts')).toBe(true);
  });
});

function listSources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|jsx|mjs)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function importsOf(file: string): Import[] {
  const found = readFileSync(file, 'utf8').matchAll(
    /(?:^|\n)(?:import|export)\b(?:[^;'"]*?\bfrom)?\s*['"]([^'"]+)['"]/g,
  );
  return [...found].map(([, name]) => ({
    from: relative(source, file),
    to: name!.startsWith('.') ? relative(source, normalize(join(dirname(file), name!))) : name!,
  }));
}

function folderOf(path: string): string {
  return path.split('/')[0]!;
}

function isOurs(path: string): boolean {
  return readdirSync(source).includes(folderOf(path));
}
