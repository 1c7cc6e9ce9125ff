const firstRoom = 1024;

/** Lists of whole numbers by ordinal, in one typed array; for millions of short lists that change now and then. */
export class IntLists {
  /** All values; those of list i stand from `start(i)` up to but not including `end(i)`. Read it anew after any change. */
  values = new Int32Array(firstRoom);
  private starts = new Int32Array(firstRoom);
  private lengths = new Int32Array(firstRoom);
  private rooms = new Int32Array(firstRoom);
  private used = 0;
  private abandoned = 0;

  get byteLength(): number {
    return this.values.byteLength + 3 * this.starts.byteLength;
  }

  start(list: number): number {
    return this.starts[list] ?? 0;
  }

  end(list: number): number {
    return list < this.starts.length ? this.starts[list]! + this.lengths[list]! : 0;
  }

  length(list: number): number {
    return this.lengths[list] ?? 0;
  }

  add(list: number, value: number): void {
    const length = this.length(list);
    this.makeRoom(list, length + 1);
    this.values[this.starts[list]! + length] = value;
    this.lengths[list] = length + 1;
  }

  /** Takes one such value out; the others may change places. */
  remove(list: number, value: number): void {
    const last = this.end(list) - 1;
    const at = this.values.indexOf(value, this.start(list));
    if (at < 0 || at > last) return;
    this.values[at] = this.values[last]!;
    this.lengths[list]!--;
  }

  replace(list: number, values: ArrayLike<number>): void {
    this.makeRoom(list, values.length);
    this.values.set(values, this.starts[list]!);
    this.lengths[list] = values.length;
  }

  clear(list: number): void {
    if (list < this.lengths.length) this.lengths[list] = 0;
  }

  /** Makes room for so many lists and values at once, rather than step by step. */
  reserve({ lists, values }: { lists: number; values: number }): void {
    if (lists > this.starts.length) this.makeRoomForLists(lists);
    if (values > this.values.length) this.values = grown(this.values, values);
  }

  /** Gives back what growth has left unused. */
  compact(): void {
    this.rooms.set(this.lengths);
    this.closeGaps();
    this.values = this.values.slice(0, this.used);
  }

  private makeRoom(list: number, length: number): void {
    if (list >= this.starts.length) this.makeRoomForLists(Math.ceil((list + 1) * 1.5));
    const room = this.rooms[list]!;
    if (length <= room) return;
    const newRoom = room === 0 ? length : Math.max(length, room * 2);
    if (this.used + newRoom > this.values.length) {
      if (this.abandoned * 4 > this.used) this.closeGaps();
      const enough = Math.ceil((this.used + newRoom) * 1.25);
      if (enough > this.values.length) this.values = grown(this.values, enough);
    }
    const from = this.starts[list]!;
    this.values.copyWithin(this.used, from, from + this.lengths[list]!);
    this.starts[list] = this.used;
    this.abandoned += this.rooms[list]!;
    this.rooms[list] = newRoom;
    this.used += newRoom;
  }

  private makeRoomForLists(lists: number): void {
    this.starts = grown(this.starts, lists);
    this.lengths = grown(this.lengths, lists);
    this.rooms = grown(this.rooms, lists);
  }

  /** Moves the lists together, in a new array since their order there is not that of their ordinals. */
  private closeGaps(): void {
    const moved = new Int32Array(this.values.length);
    let end = 0;
    for (let list = 0; list < this.starts.length; list++) {
      const from = this.starts[list]!;
      const length = this.lengths[list]!;
      for (let i = 0; i < length; i++) moved[end + i] = this.values[from + i]!;
      this.starts[list] = end;
      end += this.rooms[list]!;
    }
    this.values = moved;
    this.used = end;
    this.abandoned = 0;
  }
}

/** The same numbers in an array of so many. */
export function grown<Numbers extends Int32Array | Float64Array | Float32Array | Uint8Array | Int16Array>(
  numbers: Numbers,
  length: number,
): Numbers {
  const larger = new (numbers.constructor as new (length: number) => Numbers)(length);
  larger.set(numbers);
  return larger;
}
