import {
  clearTimeout,
  crypto,
  IntersectionObserver,
  now,
  sendBeacon,
  setTimeout,
  stringify,
} from './browser';

/** An entry of a list where it is shown, with its place in the list: from 0. */
export interface SlottedEntry {
  element: Element;
  slot: number;
}

type Kind = 'IMPRESSION' | 'CLICK';

/** An entry has been seen when at least half of it was visible for so long without a break. */
const impressionMs = 1_000;
/** The service takes no more in one beacon. */
const mostAtOnce = 50;
/** Impressions wait for one another until none has come for so long. */
const quietMs = 2_000;

/**
 * Tells the service what is seen and followed of one list: nothing about who does it. Each thing is told once.
 * What cannot be sent is tried again with what comes next; nothing is kept when the page is gone.
 */
export class Engagement {
  /** Joins what happens with this list as it is shown now, to tell sending twice from happening twice. */
  readonly #view = randomName();
  readonly #told = new Set<string>();
  #unsent: { kind: Kind; slot: number; at: number }[] = [];
  #quiet: number | undefined;
  readonly #slots = new Map<Element, number>();
  /** The entries that are visible by half, with what will make each an impression. */
  readonly #seen = new Map<Element, number | undefined>();
  readonly #observer = new IntersectionObserver((changes) => this.#look(changes), { threshold: 0.5 });
  readonly #leaving = new AbortController();

  /** @param entries each is a link, or holds its links. */
  constructor(
    readonly list: { service: string; id: string },
    entries: Iterable<SlottedEntry>,
  ) {
    const { signal } = this.#leaving;
    for (const { element, slot } of entries) {
      this.#slots.set(element, slot);
      this.#observer.observe(element);
      const follow = (event: Event) => isOnLink(event) && this.#click(element);
      // On the way down: whatever else a page does with a click does not keep it from being told.
      element.addEventListener('click', follow, { signal, capture: true });
      // The middle button opens a page too; the right one may do anything.
      element.addEventListener('auxclick', (event) => (event as MouseEvent).button === 1 && follow(event), {
        signal,
        capture: true,
      });
    }
    document.addEventListener('visibilitychange', () => this.#turn(), { signal });
    window.addEventListener('pagehide', () => this.#send(), { signal });
  }

  stop(): void {
    this.#observer.disconnect();
    this.#leaving.abort();
    for (const timer of this.#seen.values()) clearTimeout(timer);
    this.#send();
  }

  #look(changes: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting, intersectionRatio } of changes) {
      clearTimeout(this.#seen.get(target));
      this.#seen.delete(target);
      if (isIntersecting && intersectionRatio >= 0.5) this.#see(target);
    }
  }

  #see(item: Element): void {
    const isVisible = document.visibilityState === 'visible';
    this.#seen.set(item, isVisible ? setTimeout(() => this.#impress(item), impressionMs) : undefined);
  }

  /** The page is shown or hidden: what is seen is seen from now on, or no longer. */
  #turn(): void {
    for (const [item, timer] of this.#seen) {
      clearTimeout(timer);
      this.#see(item);
    }
    if (document.visibilityState === 'hidden') this.#send();
  }

  #impress(item: Element): void {
    this.#note('IMPRESSION', item);
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => this.#send(), quietMs);
  }

  #click(item: Element): void {
    this.#note('CLICK', item);
    this.#send();
  }

  #note(kind: Kind, item: Element): void {
    const slot = this.#slots.get(item)!;
    const name = `${kind} ${slot}`;
    if (this.#told.has(name)) return;
    this.#told.add(name);
    this.#unsent.push({ kind, slot, at: now() });
  }

  #send(): void {
    clearTimeout(this.#quiet);
    const { service, id } = this.list;
    try {
      while (this.#unsent.length > 0) {
        const events = this.#unsent
          .slice(0, mostAtOnce)
          .map(({ kind, slot, at }) => `{"kind":"${kind}","slot":${slot},"ageMs":${Math.round(now() - at)}}`);
        const body = `{"view":"${this.#view}","list":${stringify(id)},"events":[${events.join()}]}`;
        if (!sendBeacon?.(`${service}/engagement`, body)) return;
        this.#unsent.splice(0, mostAtOnce);
      }
    } catch {
      // Blocked. The page goes on as if nothing had been.
    }
  }
}

/** Wherever in or around the entry it is. */
function isOnLink(event: Event): boolean {
  return event.composedPath().some((target) => (target as Element).localName === 'a');
}

/** 128 random bits as 22 characters of base64url. */
function randomName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .slice(0, 22);
}
