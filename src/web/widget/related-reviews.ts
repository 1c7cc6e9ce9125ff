import { ask, type List } from './answers';
import { queueMicrotask } from './browser';
import { Engagement, type SlottedEntry } from './engagement';
import { forget, whenNear } from './near';
import { attributes, type Options, readOptions } from './options';
import { renderList, renderRoom } from './render';
import css from './widget.css';

const styles = new CSSStyleSheet();
styles.replaceSync(css);

let count = 0;

/**
 * `<related-reviews review="SLUG, ID OR URL">what shows until then, or instead</related-reviews>`
 *
 * The list takes the place of what stands between the tags, when there is one to show. Meanwhile, and wherever a
 * reader would see a change of height, it keeps the room of a full list: a part of the shadow tree lies under the
 * list and the fallback, in the same cell, and is as high as a list can be.
 *
 * `<related-reviews list="LIST_ID"><a data-slot="0" href="…">…</a> …</related-reviews>`
 *
 * The page has asked for the list on its server: what stands between the tags stays, and only what becomes of it is
 * told.
 */
export class RelatedReviews extends HTMLElement {
  static readonly observedAttributes = attributes;

  readonly #stage = document.createElement('div');
  readonly #slot = document.createElement('slot');
  #room: HTMLElement | null = null;
  #list: HTMLElement | null = null;
  #engagement: Engagement | null = null;
  #isAwaited = true;
  /** In pixels, what the page kept free, or what stood there, until this was defined. */
  readonly #keptFree: number = this.isConnected ? this.offsetHeight : 0;
  /** Grows with every change of what is wanted: an answer to an earlier question is let go. */
  #attempt = 0;
  /** Landmarks of a page need names that differ. */
  readonly #name = count++ ? `Related reviews (${count})` : 'Related reviews';

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [styles];
    this.#stage.className = 'stage';
    this.#stage.append(this.#slot);
    this.#slot.addEventListener('slotchange', () => this.#showRoom());
    root.append(this.#stage);
  }

  connectedCallback(): void {
    this.#start();
  }

  disconnectedCallback(): void {
    this.#attempt++;
    forget(this);
    this.#engagement?.stop();
    this.#engagement = null;
  }

  /** Several may change at once. */
  attributeChangedCallback(): void {
    const attempt = ++this.#attempt;
    queueMicrotask(() => {
      if (this.isConnected && attempt === this.#attempt) this.#start();
    });
  }

  #start(): void {
    const attempt = ++this.#attempt;
    const options = readOptions(this);
    if (options.listId) {
      this.#keep(options);
      // A script that came early meets the element before what stands in it.
      if (document.readyState === 'loading')
        document.addEventListener('DOMContentLoaded', () => attempt === this.#attempt && this.#keep(options));
      return;
    }
    this.#isAwaited = true;
    this.#stage.classList.remove('kept');
    this.#makeRoom(options);
    whenNear(this, async () => {
      this.#stage.setAttribute('aria-busy', 'true');
      const list = await ask(options.service, options.request);
      await this.#untilLeft();
      if (attempt !== this.#attempt) return;
      this.#stage.setAttribute('aria-busy', 'false');
      this.#show(list, options);
    });
  }

  /** What the page has brought itself. */
  #keep({ service, listId }: Options): void {
    forget(this);
    this.#room?.remove();
    this.#list?.remove();
    this.#room = this.#list = null;
    this.#stage.className = 'kept';
    const marked = [...this.querySelectorAll<HTMLElement>('[data-slot]')];
    this.#engage(
      { service, id: listId },
      marked
        .filter(({ dataset }) => /^\d+$/.test(dataset.slot!))
        .map((element) => ({ element, slot: Number(element.dataset.slot) })),
    );
  }

  #makeRoom(options: Options): void {
    const room = renderRoom(options);
    if (this.#keptFree) room.style.minBlockSize = `${this.#keptFree}px`;
    this.#room?.remove();
    this.#stage.prepend(room);
    this.#room = room;
    this.#showRoom();
  }

  /** Where nothing stands yet, the room shows that something will. */
  #showRoom(): void {
    const isEmpty = !this.#list && !this.textContent?.trim() && !this.childElementCount;
    this.#room?.classList.toggle('visible', isEmpty && this.#isAwaited);
  }

  /** What somebody has the focus in is not taken away from under him. */
  async #untilLeft(): Promise<void> {
    while (!this.#list && this.matches(':focus-within')) {
      await new Promise((resolve) => this.addEventListener('focusout', resolve, { once: true }));
    }
  }

  #show(list: List | null, options: Options): void {
    this.#isAwaited = false;
    this.#settleRoom();
    this.#list?.remove();
    const name = options.heading || options.labels.list || this.#name;
    this.#list = list && renderList(list.entries, options, name);
    if (this.#list) this.#stage.append(this.#list);
    this.#stage.classList.toggle('filled', list !== null);
    const items = this.#list?.querySelectorAll('li') ?? [];
    this.#engage(
      { service: options.service, id: list?.id ?? '' },
      [...items].map((element, slot) => ({ element, slot })),
    );
  }

  /** Below the viewport the height may change unseen; in it, it stays at least what it was. */
  #settleRoom(): void {
    const room = this.#room!;
    room.classList.remove('visible');
    const { top, height } = this.#stage.getBoundingClientRect();
    if (top >= window.innerHeight) room.remove();
    else if (height > room.offsetHeight) room.style.minBlockSize = `${height}px`; // the fallback was higher
  }

  #engage(list: Engagement['list'], entries: SlottedEntry[]): void {
    this.#engagement?.stop();
    this.#engagement = entries.length > 0 ? new Engagement(list, entries) : null;
  }
}
