import { BestFirst } from '../relatedness/core/best-first';
import type { RelationKind } from '../relatedness/core/profile';
import { fullnessOf, gini, listLength, type Outlook, topShare } from '../relatedness/profiles/preview';
import type { LinkSurvey } from './link-survey';

/**
 * What a survey says of some of the articles: of their own lists, and of the lists, whosever they are, that lead to
 * them.
 */
export class CountedLinks {
  private readonly articles: readonly number[];

  /** @param reviewIds all articles unless told. */
  constructor(
    private readonly survey: LinkSurvey,
    reviewIds?: readonly number[],
  ) {
    this.articles = reviewIds
      ? reviewIds.map((id) => survey.ordinalOf(id)).filter((article) => article >= 0)
      : [...survey.articles()];
  }

  get fullness(): Outlook['coverage'] {
    const counts = { none: 0, few: 0, some: 0, full: 0 };
    for (const article of this.articles) counts[fullnessOf(this.survey.entriesOf(article))]++;
    return counts;
  }

  get orphans(): number {
    return this.articles.filter((article) => this.survey.listsWith(article) === 0).length;
  }

  get gini(): number {
    return gini(this.counts, this.articles.length);
  }

  get topShare(): number {
    return topShare(this.counts, this.articles.length);
  }

  /** How many links each foremost reason makes, most first. */
  get reasons(): { reason: RelationKind | null; links: number; share: number }[] {
    const links = new Map<RelationKind | null, number>();
    let all = 0;
    for (const article of this.articles) {
      const entries = this.survey.entriesOf(article);
      all += entries;
      for (let place = 0; place < entries; place++) {
        const reason = this.survey.reasonOf(article, place);
        links.set(reason, (links.get(reason) ?? 0) + 1);
      }
    }
    return [...links]
      .map(([reason, count]) => ({ reason, links: count, share: count / all }))
      .sort((a, b) => b.links - a.links || String(a.reason).localeCompare(String(b.reason)));
  }

  /** Latest added first. */
  firstOrphans(first: number): { reviewId: number }[] {
    return this.pick(first, {
      among: (article) => this.survey.listsWith(article) === 0,
      compare: () => 0,
    }).map((article) => ({ reviewId: this.survey.idOf(article) }));
  }

  /** Most lists first. */
  hubs(first: number): { reviewId: number; lists: number }[] {
    const lists = (article: number) => this.survey.listsWith(article);
    return this.pick(first, {
      among: (article) => lists(article) > 0,
      compare: (a, b) => lists(b) - lists(a),
    }).map((article) => ({ reviewId: this.survey.idOf(article), lists: lists(article) }));
  }

  /** Fewest entries first. */
  thinLists(first: number): { reviewId: number; entries: number }[] {
    const entries = (article: number) => this.survey.entriesOf(article);
    return this.pick(first, {
      among: (article) => entries(article) < listLength,
      compare: (a, b) => entries(a) - entries(b),
    }).map((article) => ({ reviewId: this.survey.idOf(article), entries: entries(article) }));
  }

  /** Equal ones: the latest added first. */
  private pick(
    first: number,
    { among, compare }: { among: (article: number) => boolean; compare: (a: number, b: number) => number },
  ): number[] {
    const best = new BestFirst<number>(
      first,
      (a, b) => compare(a, b) || this.survey.idOf(b) - this.survey.idOf(a),
    );
    for (const article of this.articles) if (among(article)) best.add(article);
    return best.entries;
  }

  /** How many lists lead to each, those above 0, most first. */
  private get counts(): number[] {
    const counts = Int32Array.from(this.articles, (article) => this.survey.listsWith(article))
      .sort()
      .reverse();
    return Array.from(counts.subarray(0, counts.length - this.orphans));
  }
}
