import { articlePage } from './article-page';
import { frontPage } from './front-page';
import type { Page } from './page';

/** What is where. */
export const pages: Record<string, Page> = {
  '/': frontPage,
  '/reviews/:slug': articlePage,
};
