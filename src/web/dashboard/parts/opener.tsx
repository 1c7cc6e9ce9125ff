import type { ComponentChildren } from 'preact';
import { countOf, daysInWords } from '../figures/words';
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
  /** How many of the events that are counted are of no reader. */
  demoEvents?: number;
  children: ComponentChildren;
}

/** A section: its heading, what can be chosen, and its figures. */
export function Opener({
  title,
  isOthersText = false,
  about,
  filters,
  ofDays = true,
  demoEvents = 0,
  children,
}: OpenerProps) {
  const { days, genre, author } = useScope();
  const of = [...(genre ? [genre.name] : []), ...(author ? [author.name] : [])];
  const isDemo = demoEvents > 0;
  const note = [
    ofDays ? daysInWords(days) : 'At present',
    ...of,
    ...(isDemo ? ['with demo events'] : []),
    'Reelgraph',
  ].join(' · ');
  const parts = [
    ...(isOthersText ? [title] : []),
    ...(isDemo ? ['demo'] : []),
    ...(ofDays ? [days.from, days.to] : []),
    ...of,
  ];
  return (
    <NoteProvider value={{ note, parts }}>
      <div class="opening">
        <h1 class={isOthersText ? 'headline' : undefined} dir={isOthersText ? 'auto' : undefined}>
          {title}
        </h1>
        <p>{about}</p>
      </div>
      {filters}
      {isDemo && <DemoBanner events={demoEvents} />}
      {children}
    </NoteProvider>
  );
}

function DemoBanner({ events }: { events: number }) {
  return (
    <p class="banner" role="note">
      <strong>{countOf(events, 'event is a demo', 'events are demo')}</strong>: made up by{' '}
      <code>reelgraph demo-traffic</code> to show what there will be to see, and counted in the figures below.
      To remove them: <code>npm run reelgraph -- demo-traffic --remove</code>
    </p>
  );
}
