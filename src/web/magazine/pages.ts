import { archivePage } from './archive-page';
import { articlePage } from './article-page';
import { authorPage } from './author-page';
import { filmPage } from './film-page';
import { filmsPage } from './films-page';
import { frontPage } from './front-page';
import { genrePage } from './genre-page';
import type { Page } from './page';
import { pathPage } from './path-page';
import { personPage } from './person-page';
import { searchPage } from './search-page';

/** What is where. */
export const pages: Record<string, Page> = {
  '/': frontPage,
  '/reviews': archivePage,
  '/reviews/:slug': articlePage,
  '/films': filmsPage,
  '/films/:slug': filmPage,
  '/people/:slug': personPage,
  '/authors/:slug': authorPage,
  '/genres/:slug': genrePage,
  '/search': searchPage,
  '/path': pathPage,
};
