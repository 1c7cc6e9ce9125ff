import type { ComponentChildren } from 'preact';
import { daysInWords } from '../figures/words';
import { useScope } from '../scope';
import { NoteProvider } from './note';

interface OpenerProps {
  title: string;
  /** Whether the title is the text of somebody else, such as a headline. */
  isOthersText?: boolean;
  about: ComponentChildren;
  filters?: ComponentChildren;
  /** Whether the figures are of the days in the address; otherwise they are of the present. */
  ofDays?: boolean;
  children: ComponentChildren;
}

/** A section: its heading, what can be chosen, and its figures. */
export function Opener({
  title,
  isOthersText = false,
  about,
  filters,
  ofDays = true,
  children,
}: OpenerProps) {
  const { days, genre, author } = useScope();
  const of = [...(genre ? [genre.name] : []), ...(author ? [author.name] : [])];
  const note = [ofDays ? daysInWords(days) : 'At present', ...of, 'Reelgraph'].join(' · ');
  const parts = [...(ofDays ? [days.from, days.to] : []), ...of];
  return (
    <NoteProvider value={{ note, parts }}>
      <div class="opening">
        <h1 class={isOthersText ? 'headline' : undefined} dir={isOthersText ? 'auto' : undefined}>
          {title}
        </h1>
        <p>{about}</p>
      </div>
      {filters}
      {children}
    </NoteProvider>
  );
}
