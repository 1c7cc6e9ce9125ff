import type { Client } from './client';
import type { Tally } from './tally';

// biome-ignore lint/suspicious/noExplicitAny: who asks knows the shape of the answer
type Data = any;

interface Related {
  source: string;
  slug: string;
  labels: string[];
}

interface ReviewRead {
  filmId: string;
  related: Related[];
  /** Its genres may have nothing to do with it. */
  byPeople: Related[];
}

/** What was asked for was not done. */
class Fault extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/** What the writers do, and what they then look at, as a reader who has no token. */
export class Site {
  constructor(
    private readonly clients: { editing: Client; reading: Client },
    private readonly tally: Tally,
  ) {}

  /** @returns what the mutation answers. @throws Fault if nothing was written. */
  async write(mutation: string, input: object, payload: string): Promise<Data> {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${payload} userErrors { code message } } }`;
    const { body, fault } = await this.clients.editing.ask(JSON.stringify({ query, variables: { input } }));
    const written = fault ? undefined : JSON.parse(body).data[mutation];
    const refusal = written?.userErrors[0];
    if (fault || refusal) throw new Fault(fault ?? `${mutation}: ${refusal.code}`);
    this.tally.writes++;
    return written;
  }

  /** @returns the review with its film, null where readers have none, and what is related to it. @throws Fault */
  async read(slug: string): Promise<ReviewRead | null> {
    const edges = 'edges { source node { slug } reasons { label } }';
    const query = `query ($slug: String!) {
      review(slug: $slug) {
        film { id }
        related(first: 6) { ${edges} }
        byPeople: related(first: 6, by: [DIRECTOR, ACTOR]) { ${edges} }
      }
    }`;
    const { body, fault } = await this.clients.reading.ask(JSON.stringify({ query, variables: { slug } }));
    if (fault) throw new Fault(fault);
    const { review } = JSON.parse(body).data;
    const entriesOf = (list: Data) =>
      list.edges.map(({ source, node, reasons }: Data) => ({
        source,
        slug: node.slug,
        labels: reasons.map(({ label }: Data) => label),
      }));
    return (
      review && {
        filmId: review.film.id,
        related: entriesOf(review.related),
        byPeople: entriesOf(review.byPeople),
      }
    );
  }

  /** What has been written through the service is shown by whatever it is asked from then on. */
  expectAtOnce(name: string, isShown: () => Promise<boolean>): Promise<void> {
    return this.tally.expect(name, { withinMs: 0, isShown });
  }

  /** What has been committed by others is shown within a second. */
  expectSoon(name: string, isShown: () => Promise<boolean>): Promise<void> {
    return this.tally.expect(name, { withinMs: 1_000, isShown });
  }

  /** What was written in the store itself. */
  countWrite(): void {
    this.tally.writes++;
  }
}
