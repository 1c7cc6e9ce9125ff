import type { RelationKind } from './core/profile';

/** How a film of a genre is called, where "Also in NAME" would not be how people speak. */
const genreNouns: Record<string, string> = {
  Action: 'an action film',
  Adventure: 'an adventure',
  Animation: 'animated',
  Biography: 'a biography',
  Comedy: 'a comedy',
  Crime: 'a crime film',
  Documentary: 'a documentary',
  Drama: 'a drama',
  Family: 'a family film',
  Fantasy: 'a fantasy',
  'Film Noir': 'a film noir',
  History: 'a history',
  Horror: 'a horror film',
  Music: 'about music',
  Musical: 'a musical',
  Mystery: 'a mystery',
  Romance: 'a romance',
  'Science Fiction': 'science fiction',
  Sport: 'a sports film',
  Thriller: 'a thriller',
  'TV Movie': 'a television film',
  War: 'a war film',
  Western: 'a western',
};

/** A reason as a line under a headline would say it: "Also directed by Mike Figgis", "Also a drama". */
export function reasonLabel(kind: RelationKind, name: string): string {
  switch (kind) {
    case 'DIRECTOR':
      return `Also directed by ${name}`;
    case 'ACTOR':
      return `Also with ${name}`;
    case 'GENRE':
      return `Also ${genreNouns[name] ?? `in ${name}`}`;
    case 'ERA':
      return 'From the same years';
  }
}
