const idsAPage = 65_536;

/** A set of whole numbers below 2^31 that are mostly close together: millions of them in a megabyte or two. */
export class IdSet {
  private readonly pages = new Map<number, Uint8Array>();

  has(id: number): boolean {
    const page = this.pages.get(Math.floor(id / idsAPage));
    return page !== undefined && (page[(id % idsAPage) >> 3]! & (1 << (id & 7))) !== 0;
  }

  /** @returns whether it was not in the set yet. */
  add(id: number): boolean {
    if (this.has(id)) return false;
    const number = Math.floor(id / idsAPage);
    const page = this.pages.get(number) ?? new Uint8Array(idsAPage / 8);
    this.pages.set(number, page);
    page[(id % idsAPage) >> 3]! |= 1 << (id & 7);
    return true;
  }

  delete(id: number): void {
    const page = this.pages.get(Math.floor(id / idsAPage));
    if (page) page[(id % idsAPage) >> 3]! &= ~(1 << (id & 7));
  }
}
