import type { IntLists } from './int-lists';
import { ordinalIn, placeIn } from './people-features';
import type { RelatednessIndex } from './relatedness-index';

/** A film or a person, by its id in the store. */
export interface FilmOrPerson {
  type: 'Film' | 'Person';
  id: number;
}

/** One end of the search: what is as far from it as it has come by now. */
interface Frontier {
  nodes: number[];
  /** How many credits these nodes have: what it takes to go on. */
  credits: number;
  /** The mark of these nodes. */
  mark: number;
  /** Whether it sets out from the first end. */
  isFirst: boolean;
}

/** The one credit of a chain where the two searches meet. */
interface Meeting {
  /** Reached from the first end, and from the last. */
  first: number;
  last: number;
  places: number;
}

/**
 * Finds the shortest chain of credits between two films or people, from both ends at once, level by level, always
 * on from the end where there is less to go on from.
 *
 * Of equally short chains it takes the one whose credits have the lowest sum of places: 0 for a director, an
 * actor's billing counted from 0, 255 for the unbilled, for those billed deeper and for everyone else; a person
 * with several credits on a film has the lowest of their places. Of those that are equal in this too, it takes the
 * one that has the lower id where, read from the first end, they first differ.
 *
 * Nodes are film ordinals and, behind those, people: each by the one feature that stands for the person.
 */
export class PathSearch {
  /** By node: when it was reached. Marks only rise, so that nothing need be wiped out between two questions. */
  private marks = new Float64Array(0);
  /** By node: the sum of places from the end that it was reached from, and the node before it; an end's is itself. */
  private places = new Int32Array(0);
  private before = new Int32Array(0);
  private lastMark = 0;
  /** Lower marks are of earlier questions. */
  private firstMark = 0;
  private filmCount = 0;

  constructor(private readonly index: RelatednessIndex) {}

  /** @returns all that the chain leads over, both ends included; null where there is none. */
  find(first: FilmOrPerson, last: FilmOrPerson): FilmOrPerson[] | null {
    if (first.type === last.type && first.id === last.id) return [first];
    this.filmCount = this.index.ordinalCount;
    const [start, end] = [this.nodeOf(first), this.nodeOf(last)];
    if (start < 0 || end < 0) return null;
    this.makeRoom();
    this.firstMark = this.lastMark + 1;
    const fromFirst = this.setOut(start, true);
    const fromLast = this.setOut(end, false);
    while (fromFirst.nodes.length > 0 && fromLast.nodes.length > 0) {
      const meeting =
        fromFirst.credits <= fromLast.credits
          ? this.goOn(fromFirst, fromLast)
          : this.goOn(fromLast, fromFirst);
      if (meeting) return this.chainOver(meeting);
    }
    return null;
  }

  private setOut(node: number, isFirst: boolean): Frontier {
    const mark = ++this.lastMark;
    this.marks[node] = mark;
    this.places[node] = 0;
    this.before[node] = node;
    return { nodes: [node], credits: this.countCredits(node), mark, isFirst };
  }

  /**
   * Goes one credit on. All shortest chains meet on one level: on the first where any do, each by one credit
   * between this frontier, as it was, and the other.
   * @returns the best of them.
   */
  private goOn(frontier: Frontier, other: Frontier): Meeting | undefined {
    const { marks, places, before } = this;
    const mark = ++this.lastMark;
    const reached: number[] = [];
    let credits = 0;
    let best: Meeting | undefined;
    for (const node of frontier.nodes) {
      this.eachCredit(node, (next, place) => {
        const sum = places[node]! + place;
        if (marks[next]! < this.firstMark) {
          marks[next] = mark;
          places[next] = sum;
          before[next] = node;
          reached.push(next);
          credits += this.countCredits(next);
        } else if (marks[next] === mark) {
          if (sum > places[next]!) return;
          if (sum === places[next] && !this.isBetterBefore(node, before[next]!, frontier)) return;
          places[next] = sum;
          before[next] = node;
        } else if (marks[next] === other.mark) {
          const [first, last] = frontier.isFirst ? [node, next] : [next, node];
          const meeting = { first, last, places: sum + places[next]! };
          if (!best || this.isBetterMeeting(meeting, best)) best = meeting;
        }
      });
    }
    frontier.nodes = reached;
    frontier.credits = credits;
    frontier.mark = mark;
    return best;
  }

  /** Calls `visit` for each credit of a film or a person, twice for who directs a film and acts in it. */
  private eachCredit(node: number, visit: (next: number, place: number) => void): void {
    const { filmCount } = this;
    const { people, otherPeople, features } = this.index;
    if (node < filmCount) {
      for (const { values, from, to } of [rangeOf(people, node), rangeOf(otherPeople, node)]) {
        for (let i = from; i < to; i++) {
          visit(filmCount + features.personOf(ordinalIn(values[i]!)), placeIn(values[i]!));
        }
      }
      return;
    }
    for (const feature of features.featuresOf(node - filmCount)) {
      const { values, from, to } = rangeOf(features.films, feature);
      for (let i = from; i < to; i++) visit(ordinalIn(values[i]!), placeIn(values[i]!));
    }
  }

  private countCredits(node: number): number {
    const { people, otherPeople, features } = this.index;
    if (node < this.filmCount) return people.length(node) + otherPeople.length(node);
    return features
      .featuresOf(node - this.filmCount)
      .reduce((sum, feature) => sum + features.films.length(feature), 0);
  }

  /** Which of two nodes is to stand before a third, if the sums are equal. */
  private isBetterBefore(a: number, b: number, { isFirst }: Frontier): boolean {
    return isFirst ? this.comesFirst(a, b) : this.idOf(a) < this.idOf(b);
  }

  private isBetterMeeting(a: Meeting, b: Meeting): boolean {
    if (a.places !== b.places) return a.places < b.places;
    return a.first === b.first ? this.idOf(a.last) < this.idOf(b.last) : this.comesFirst(a.first, b.first);
  }

  /** Whether the chain from the first end to `a` has the lower id where it first differs from that to `b`, as far away. */
  private comesFirst(a: number, b: number): boolean {
    let difference = 0;
    while (a !== b) {
      difference = this.idOf(a) - this.idOf(b);
      a = this.before[a]!;
      b = this.before[b]!;
    }
    return difference < 0;
  }

  private chainOver({ first, last }: Meeting): FilmOrPerson[] {
    return [...this.wayTo(first).reverse(), ...this.wayTo(last)].map((node) => ({
      type: node < this.filmCount ? 'Film' : 'Person',
      id: this.idOf(node),
    }));
  }

  /** From a node back to the end that it was reached from. */
  private wayTo(node: number): number[] {
    const way = [node];
    for (let at = node; this.before[at] !== at; at = this.before[at]!) way.push(this.before[at]!);
    return way;
  }

  /** -1 where it is not known. */
  private nodeOf({ type, id }: FilmOrPerson): number {
    if (type === 'Film') return this.index.ordinalOf(id);
    const person = this.index.features.personWith(id);
    return person < 0 ? -1 : this.filmCount + person;
  }

  private idOf(node: number): number {
    const { filmIds, features } = this.index;
    return node < this.filmCount ? filmIds[node]! : features.personIds[node - this.filmCount]!;
  }

  private makeRoom(): void {
    const nodes = this.filmCount + this.index.features.ordinalCount;
    if (nodes <= this.marks.length) return;
    const room = Math.ceil(nodes * 1.3);
    this.marks = new Float64Array(room);
    this.places = new Int32Array(room);
    this.before = new Int32Array(room);
  }
}

function rangeOf(lists: IntLists, list: number) {
  return { values: lists.values, from: lists.start(list), to: lists.end(list) };
}
