/**
 * Random numbers that are the same on every machine for the same name: each purpose has a generator of its own,
 * so that a change to how people are made leaves the films as they were.
 * Source: sfc32, Chris Doty-Humphrey's PractRand; names are hashed by FNV-1a.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  constructor(name: string) {
    this.a = fnv1a(`${name}/a`);
    this.b = fnv1a(`${name}/b`);
    this.c = fnv1a(`${name}/c`);
    for (let i = 0; i < 15; i++) this.next();
  }

  /** 0 or more, below 1. */
  next(): number {
    const sum = (this.a + this.b + this.counter++) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  }

  /** A whole number, 0 or more, below `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }

  /** Mean 0, standard deviation 1. Source: Box and Muller 1958. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }

  /** In place. Source: Fisher and Yates. */
  shuffle(items: Int32Array): void {
    for (let last = items.length - 1; last > 0; last--) {
      const other = this.below(last + 1);
      const item = items[last]!;
      items[last] = items[other]!;
      items[other] = item;
    }
  }
}

/** Draws places of a list of weights, each as often as it weighs. */
export class WeightedChoice {
  private readonly sums: Float64Array;

  /** @param weights 0 or more each, not all 0. */
  constructor(weights: ArrayLike<number>) {
    this.sums = new Float64Array(weights.length);
    let sum = 0;
    for (let place = 0; place < weights.length; place++) {
      sum += weights[place]!;
      this.sums[place] = sum;
    }
  }

  draw(random: Random): number {
    const { sums } = this;
    const wanted = random.next() * sums[sums.length - 1]!;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle]! > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash | 0;
}
