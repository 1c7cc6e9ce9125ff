import { relationKinds } from '../relatedness/core/profile';

export const eventKinds = ['IMPRESSION', 'CLICK'] as const;

export type EventKind = (typeof eventKinds)[number];

/** How an entry came into its list, as `RelatedSource` has it. */
export const listSources = ['RELATED', 'PINNED', 'FALLBACK'] as const;

export type ListSource = (typeof listSources)[number];

/** Of an entry's foremost reason; NONE where nothing is shared. */
export const foremostKinds = ['NONE', ...relationKinds] as const;

export type ForemostKind = (typeof foremostKinds)[number];
