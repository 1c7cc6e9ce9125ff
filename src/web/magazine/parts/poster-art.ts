import type { VNode } from 'preact';
import * as figures from './figures';
import type { Motif } from './motif';
import * as patterns from './patterns';

/** Genres by slug, those first that say most of a film, each with what its posters show and in which colours. */
const genres: [slug: string, drawings: Motif[], palettes: string[]][] = [
  ['western', [figures.desert], ['sand', 'mustard']],
  ['film-noir', [patterns.blinds], ['noir']],
  ['horror', [patterns.teeth], ['blood', 'noir']],
  ['science-fiction', [figures.orbit], ['night', 'teal']],
  ['war', [patterns.rubble], ['moss', 'bone']],
  ['music', [patterns.bars], ['lilac', 'noir']],
  ['animation', [patterns.tiles], ['sky', 'mustard']],
  ['documentary', [patterns.strips], ['bone', 'teal']],
  ['fantasy', [figures.moon], ['lilac', 'night']],
  ['thriller', [patterns.rings, figures.eye], ['blood', 'noir', 'mustard']],
  ['mystery', [figures.eye], ['teal', 'lilac']],
  ['romance', [figures.couple], ['rose', 'sky']],
  ['crime', [patterns.blinds, figures.stairs], ['noir', 'sand']],
  ['comedy', [patterns.dots, patterns.scales], ['mustard', 'sky']],
  ['adventure', [figures.peaks, figures.moon], ['teal', 'sand']],
  ['action', [patterns.chevrons, patterns.bars], ['blood', 'mustard']],
  ['history', [patterns.arches], ['sand', 'moss']],
  ['family', [patterns.scales], ['sky', 'rose']],
  ['drama', [figures.horizon, figures.stairs, figures.curtain], ['bone', 'night', 'rose']],
];

export interface Art {
  palette: string;
  drawing: VNode;
}

/** What the poster of a film shows, of the two genres that say most of it: the same for the same film, always. */
export function drawFilm({ slug, genres: ofFilm }: { slug: string; genres: { slug: string }[] }): Art {
  const chance = chanceOf(slug);
  const told = genres.filter(([genre]) => ofFilm.some((one) => one.slug === genre)).slice(0, 2);
  const [, drawings] = told[chance(told.length || 1)] ?? ['', [figures.screen]];
  const draw = drawings[chance(drawings.length)]!;
  const palettes = told.length > 0 ? told.flatMap(([, , inks]) => inks) : ['bone', 'noir'];
  return { palette: palettes[chance(palettes.length)]!, drawing: draw(chance) };
}

/** Numbers that look drawn by chance and are not: FNV-1a of the text, stirred by xorshift for each. */
function chanceOf(text: string): (n: number) => number {
  let state = 0x811c9dc5;
  for (const character of text) state = Math.imul(state ^ character.codePointAt(0)!, 0x01000193);
  state ||= 1;
  return (n) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % n;
  };
}
