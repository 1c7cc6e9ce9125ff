import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** What the figures of a section are of, to be written on what is taken along. */
export interface Note {
  /** Under a picture. */
  note: string;
  /** In names of files. */
  parts: string[];
}

const NoteContext = createContext<Note>({ note: 'Reelgraph', parts: [] });
export const NoteProvider = NoteContext.Provider;
export const useNote = () => useContext(NoteContext);
