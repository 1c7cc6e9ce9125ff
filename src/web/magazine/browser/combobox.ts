import type { Offer } from './suggest';

interface Offering {
  find(words: string, signal: AbortSignal): Promise<Offer[]>;
  choose(offer: Offer): void;
}

/** How long one must have stopped typing before it is asked what there is. */
const quietMs = 130;

/**
 * A combobox with a list that it controls, after https://www.w3.org/WAI/ARIA/apg/patterns/combobox/: arrow keys go
 * through what is offered, Enter takes it, Escape closes the list. Enter with nothing gone to sends the form.
 */
export function offerWhileTyping(field: HTMLInputElement, { find, choose }: Offering): void {
  const list = document.createElement('div');
  list.id = `${field.id}-offers`;
  list.className = 'offers';
  list.role = 'listbox';
  list.hidden = true;
  list.setAttribute('aria-label', 'Offers');
  const said = document.createElement('span');
  said.className = 'unseen';
  said.role = 'status';
  field.after(list, said);
  field.role = 'combobox';
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-controls', list.id);

  let offers: Offer[] = [];
  let at = -1;
  let asking = new AbortController();
  let quiet: ReturnType<typeof setTimeout> | undefined;

  const goTo = (index: number) => {
    at = index;
    [...list.children].forEach((option, place) => {
      option.setAttribute('aria-selected', String(place === at));
      if (place === at) option.scrollIntoView({ block: 'nearest' });
    });
    if (at < 0) field.removeAttribute('aria-activedescendant');
    else field.setAttribute('aria-activedescendant', `${list.id}-${at}`);
  };
  const show = (found: Offer[]) => {
    offers = found;
    list.replaceChildren(...found.map((offer, index) => optionOf(offer, `${list.id}-${index}`)));
    list.hidden = found.length === 0;
    field.setAttribute('aria-expanded', String(!list.hidden));
    goTo(-1);
  };
  const close = () => {
    clearTimeout(quiet);
    asking.abort();
    show([]);
    said.textContent = '';
  };
  const take = (index: number) => {
    const offer = offers[index];
    close();
    if (offer) choose(offer);
  };
  const look = async () => {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    const words = field.value.trim();
    if (words === '') return close();
    try {
      const found = await find(words, signal);
      if (signal.aborted) return;
      show(found);
      said.textContent = `${found.length} ${found.length === 1 ? 'offer' : 'offers'}`;
    } catch {
      if (!signal.aborted) close(); // no offers: the form still searches
    }
  };

  close();
  field.addEventListener('input', () => {
    clearTimeout(quiet);
    quiet = setTimeout(look, quietMs);
  });
  field.addEventListener('keydown', (event) => {
    const last = offers.length - 1;
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' && list.hidden) look();
    else if (event.key === 'ArrowDown') goTo(at === last ? -1 : at + 1);
    else if (event.key === 'ArrowUp' && !list.hidden) goTo(at < 0 ? last : at - 1);
    else if (event.key === 'Enter' && at >= 0) take(at);
    else if (event.key === 'Escape' && !list.hidden) close();
    else return;
    event.preventDefault();
  });
  field.addEventListener('blur', close);
  // Before the field loses the focus, and with it the list.
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', ({ target }) => {
    const option = (target as Element).closest('[role=option]');
    if (option) take([...list.children].indexOf(option));
  });
}

function optionOf({ pieces, kind }: Offer, id: string): HTMLElement {
  const option = document.createElement('div');
  option.id = id;
  option.role = 'option';
  const text = document.createElement('span');
  text.dir = 'auto';
  for (const { text: piece, isMatch } of pieces) {
    if (!isMatch) text.append(piece);
    else text.append(Object.assign(document.createElement('mark'), { textContent: piece }));
  }
  option.append(text, ' ', Object.assign(document.createElement('small'), { textContent: kind }));
  return option;
}
