/** The first so many of what it is given, in order. */
export class BestFirst<Entry> {
  readonly entries: Entry[] = [];

  constructor(
    private readonly first: number,
    /** Negative where `a` comes before `b`; never 0 for two different entries. */
    private readonly compare: (a: Entry, b: Entry) => number,
  ) {}

  /** What a new entry must come before; undefined while there is room. */
  get last(): Entry | undefined {
    return this.entries[this.first - 1];
  }

  add(entry: Entry): void {
    const { entries, first, compare, last } = this;
    if (last !== undefined && compare(entry, last) > 0) return;
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(entry, entries[middle]!) < 0) high = middle;
      else low = middle + 1;
    }
    entries.splice(low, 0, entry);
    if (entries.length > first) entries.pop();
  }
}
