import MarkdownIt from 'markdown-it';
import type { ArticleReading } from './article';
import { hasFrontMatter, knownByMatter, splitFrontMatter } from './front-matter';
import { emphasisIn, textOfMarkup } from './markup';
import { readPage } from './page-text';
import { decodeText } from './text';

/** Breaks: critics write the lines of a box below one another. HTML within is taken for what it is. */
const markdown = new MarkdownIt({ html: true, breaks: true, maxNesting: 50 });
/** Of generators: {{< youtube x >}}, {% include x %}, [gallery ids=1]. */
const shortcode = /\{\{[<%]?[^{}]{0,500}[>%]?\}\}|\{%[^{}]{0,500}%\}/g;

/**
 * Read an article in Markdown, its front matter in YAML or TOML.
 * @throws UnreadableArticle where there is no film or no article, or where the front matter cannot be read.
 */
export function readMarkdown(bytes: Uint8Array): ArticleReading {
  const { text, doubts } = decodeText(bytes);
  const { matter, body } = hasFrontMatter(text) ? splitFrontMatter(text) : { matter: {}, body: text };
  const html = markdown.render(body.replace(shortcode, ''));
  return readPage(textOfMarkup(html), { known: knownByMatter(matter), marked: emphasisIn(html), doubts });
}
