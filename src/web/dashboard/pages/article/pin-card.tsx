import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { offerWhileTyping } from '../../../magazine/browser/combobox';
import { suggest } from '../../../magazine/browser/suggest';
import type { AskingError } from '../../ask';
import { askReviewId } from '../../operations';
import { useSession } from '../../session';
import { useOwnId } from '../../use-own-id';
import type { Acting, Article, Pair } from './types';

interface PinProps {
  review: Article;
  acting: Acting;
}

/** Any article, found as one types. */
export function PinAnother(props: PinProps) {
  return (
    <PinCard
      {...props}
      title="Pin another article here"
      about="It stands first under this one, on all pages, from this moment on."
      field="Article"
      button="Pin here"
      pairOf={(found) => ({ review: props.review, related: found })}
    />
  );
}

/** The other way round: what brings an article to readers that no list leads to. */
export function PinElsewhere(props: PinProps) {
  return (
    <PinCard
      {...props}
      title="Pin this under another article"
      about="This one stands first under the one you choose, on all pages, from this moment on."
      field="Under which article"
      button="Pin there"
      pairOf={(found) => ({ review: found, related: props.review })}
    />
  );
}

interface PinCardProps extends PinProps {
  title: string;
  about: string;
  /** What the article that is to be found is called. */
  field: string;
  button: string;
  pairOf(found: Pair['review']): Pair;
}

function PinCard({ review, acting, title, about, field: label, button, pairOf }: PinCardProps) {
  const { ask } = useSession();
  const id = useOwnId();
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
    if (!(await acting.act('pin', pairOf(found.review), note.current!.value.trim()))) return;
    field.current!.value = '';
    note.current!.value = '';
    delete field.current!.dataset.slug;
    field.current!.focus();
  };

  return (
    <section class="card wide" aria-labelledby={`${id}-title`}>
      <header>
        <h2 id={`${id}-title`}>{title}</h2>
        <p class="about">{about}</p>
      </header>
      <form class="filters pin" onSubmit={pin} noValidate>
        <div class="search-field">
          <label for={`${id}-article`}>{label}</label>
          <input
            id={`${id}-article`}
            ref={field}
            type="text"
            autocomplete="off"
            placeholder="Headline or film"
            aria-invalid={fault !== null}
            aria-describedby={fault === null ? undefined : `${id}-fault`}
          />
        </div>
        <div>
          <label for={`${id}-note`}>Note for other editors</label>
          <input id={`${id}-note`} ref={note} type="text" maxLength={500} autocomplete="off" />
        </div>
        <button type="submit" aria-disabled={acting.isActing}>
          {button}
        </button>
        {fault !== null && (
          <p id={`${id}-fault`} class="fault" role="alert">
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
