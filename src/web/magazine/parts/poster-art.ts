import type { VNode } from 'preact';
import type { Motif } from './motifs';
import * as motifs from './motifs';

/** Genres by slug, those first that say most of a film, each with what its posters show and in which colours. */
const genres: [slug: string, drawings: Motif[], palettes: string[]][] = [
  ['western', [motifs.desert], ['sand', 'mustard']],
  ['film-noir', [motifs.blinds], ['noir']],
  ['horror', [motifs.teeth], ['blood', 'noir']],
  ['science-fiction', [motifs.orbit], ['night', 'teal']],
  ['war', [motifs.rubble], ['moss', 'bone']],
  ['music', [motifs.bars], ['lilac', 'noir']],
  ['animation', [motifs.tiles], ['sky', 'mustard']],
  ['documentary', [motifs.strips], ['bone', 'teal']],
  ['fantasy', [motifs.moon], ['lilac', 'night']],
  ['thriller', [motifs.rings], ['blood', 'noir', 'mustard']],
  ['mystery', [motifs.eye], ['teal', 'lilac']],
  ['romance', [motifs.couple], ['rose', 'sky']],
  ['crime', [motifs.blinds], ['noir', 'sand']],
  ['comedy', [motifs.dots], ['mustard', 'sky']],
  ['adventure', [motifs.peaks], ['teal', 'sand']],
  ['action', [motifs.chevrons], ['blood', 'mustard']],
  ['history', [motifs.arches], ['sand', 'moss']],
  ['family', [motifs.scales], ['sky', 'rose']],
  ['drama', [motifs.horizon, motifs.stairs, motifs.curtain], ['bone', 'night', 'rose']],
];

export interface Art {
  palette: string;
  drawing: VNode;
}

/** What the poster of a film shows, of the two genres that say most of it: the same for the same film, always. */
export function drawFilm({ slug, genres: ofFilm }: { slug: string; genres: { slug: string }[] }): Art {
  const chance = chanceOf(slug);
  const told = genres.filter(([genre]) => ofFilm.some((one) => one.slug === genre)).slice(0, 2);
  const [, drawings] = told[chance(told.length || 1)] ?? ['', [motifs.screen]];
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
