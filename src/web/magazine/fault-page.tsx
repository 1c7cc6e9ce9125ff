import { Document } from './document';
import type { Visit } from './page';
import { SearchField } from './parts/search-field';

/** What a reader is told of a fault, by HTTP status. */
const faults: Record<number, { title: string; says: string }> = {
  400: { title: 'This address leads nowhere', says: 'Something in it is not as it should be.' },
  404: { title: 'There is nothing here', says: 'It may have been taken back, or never have been.' },
  429: { title: 'One moment', says: 'So much was asked from your address that it has to wait a minute.' },
  500: {
    title: 'Something went wrong',
    says: 'It is our fault and has been noted. Other pages may well work.',
  },
  504: { title: 'That took too long', says: 'It may be quicker in a moment, or if you ask for less.' },
  503: {
    title: 'The projector is being mended',
    says: 'Our shelves cannot be reached just now. Try again in a moment.',
  },
};

/** Asks for nothing: it must be there when nothing else is. */
export function faultPage(visit: Visit, status: number) {
  const { title, says } = faults[status] ?? faults[500]!;
  return (
    <Document visit={visit} frame={null} head={{ title }}>
      <section class="notice">
        <p class="status" aria-hidden="true">
          {status}
        </p>
        <h1>{title}</h1>
        <p>{says}</p>
        {status === 404 && (
          <form action="/search" class="find">
            <SearchField id="q" name="q" label="Look for a film, a person, a review" />
            <button type="submit">Search</button>
          </form>
        )}
        <p>
          <a href="/">To the front page</a>
        </p>
      </section>
    </Document>
  );
}
