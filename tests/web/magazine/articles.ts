import { transactionExecutor } from '../../../src/database/sql';
import type { Article } from '../../../src/ingest/articles/article';
import { upsertArticle } from '../../../src/ingest/upsert-article';
import type { TestStore } from '../../support/store';

/** The least that an article can be: nobody signed, dated or rated it, and its film is of no genre. */
export const bare: Article = {
  headline: 'Untitled, Unsigned',
  film: { title: 'Untitled', releaseYear: null },
  directors: [],
  actors: [],
  castIsComplete: true,
  genres: [],
  author: null,
  publication: null,
  datePublished: null,
  copyrightYear: null,
  rating: null,
  body: ['One paragraph, and that is all.'],
};

const script = '</script><script>document.title = "taken"</script><img src=x onerror="alert(1)">';

/** Every text in it would run, if it were taken for more than text. */
export const hostile: Article = {
  ...bare,
  headline: `Hostile ${script}`,
  film: { title: `A & B ${script}`, releaseYear: 1999 },
  directors: [`Director "quoted" <b>${script}</b>`],
  actors: [{ name: `Actor <!-- ${script}`, character: script }],
  castIsComplete: false,
  genres: ['Drama'],
  author: { name: `Author ${script}`, bio: `Bio ${script}` },
  publication: 'The Late Matinee',
  datePublished: '2030-02-28',
  copyrightYear: 2020,
  rating: { value: 2.5, best: 5 },
  body: [script, `Hostile words: ${script}`],
};

export const long: Article = {
  ...bare,
  headline: `${'Incomprehensibilities '.repeat(13)}${'x'.repeat(14)}`,
  film: {
    title: 'Donaudampfschifffahrtsgesellschaftskapitän: The Extraordinarily Long Voyage Home',
    releaseYear: 2011,
  },
  genres: ['Comedy', 'Drama', 'War'],
};

export const rightToLeft: Article = {
  ...bare,
  headline: 'مراجعة فيلم «باب الحديد»: محطة القطار التي لا تنام',
  film: { title: 'باب الحديد', releaseYear: 1958 },
  directors: ['يوسف شاهين'],
  actors: [{ name: 'هند رستم', character: null }],
  genres: ['Drama'],
  author: { name: 'ليلى حسن', bio: 'أكتب عن السينما القديمة.' },
  body: ['تدور القصة في محطة القطار.', 'وهي من أجمل ما صنع شاهين.'],
};

/** @returns the slug of its review. */
export async function publish({ dataSource }: TestStore, article: Article): Promise<string> {
  const { slug } = await dataSource.transaction((manager) =>
    upsertArticle(transactionExecutor(manager), article),
  );
  return slug;
}
