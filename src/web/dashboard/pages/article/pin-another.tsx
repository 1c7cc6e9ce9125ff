import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { offerWhileTyping } from '../../../magazine/browser/combobox';
import { suggest } from '../../../magazine/browser/suggest';
import type { AskingError } from '../../ask';
import { askReviewId } from '../../operations';
import { useSession } from '../../session';
import type { Acting, Article } from './types';

/** Any article, found as one types. */
export function PinAnother({ review, acting }: { review: Article; acting: Acting }) {
  const { ask } = useSession();
  const field = useRef<HTMLInputElement>(null);
  const note = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<string | null>(null);
  useOffers(field);

  const pin = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { slug } = field.current!.dataset;
    if (!slug) return setFault('Choose one of the articles that are offered as you type.');
    if (slug === review.slug) return setFault('That is this article itself: choose another.');
    setFault(null);
    const found = await ask(askReviewId, { slug }).catch((error: AskingError) => setFault(error.message));
    if (!found) return;
    if (!found.review) return setFault('That article is not there any more: choose another.');
    if (!(await acting.act('pin', found.review, note.current!.value.trim()))) return;
    field.current!.value = '';
    note.current!.value = '';
    delete field.current!.dataset.slug;
    field.current!.focus();
  };

  return (
    <section class="card wide" aria-labelledby="pin-another">
      <header>
        <h2 id="pin-another">Pin another article here</h2>
        <p class="about">It stands first under this one, on all pages, from this moment on.</p>
      </header>
      <form class="filters pin" onSubmit={pin} noValidate>
        <div class="search-field">
          <label for="pin-article">Article</label>
          <input
            id="pin-article"
            ref={field}
            type="text"
            autocomplete="off"
            placeholder="Headline or film"
            aria-invalid={fault !== null}
            aria-describedby={fault === null ? undefined : 'pin-fault'}
          />
        </div>
        <div>
          <label for="pin-note">Note for other editors</label>
          <input id="pin-note" ref={note} type="text" maxLength={500} autocomplete="off" />
        </div>
        <button type="submit" aria-disabled={acting.isActing}>
          Pin
        </button>
        {fault !== null && (
          <p id="pin-fault" class="fault" role="alert">
            {fault}
          </p>
        )}
      </form>
    </section>
  );
}

/** What is chosen stays chosen until something else is typed. */
function useOffers(field: { current: HTMLInputElement | null }): void {
  useEffect(() => {
    const input = field.current!;
    input.addEventListener('input', () => delete input.dataset.slug);
    offerWhileTyping(input, {
      find: (words, signal) => suggest({ words, types: ['REVIEW'], signal }),
      choose: ({ text, slug }) => {
        input.value = text;
        input.dataset.slug = slug;
      },
    });
  }, [field]);
}
