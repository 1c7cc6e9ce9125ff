import type { FoundFragment } from '../operations.generated';

/** A text with what was searched for marked; as it is where nothing in it was. */
export function Highlights({
  highlight,
  text,
}: {
  highlight: FoundFragment['highlights'][number] | undefined;
  text: string;
}) {
  if (!highlight) return <>{text}</>;
  return (
    <>
      {highlight.pieces.map(({ text: piece, isMatch }, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name, and never change places
        isMatch ? <mark key={index}>{piece}</mark> : piece,
      )}
    </>
  );
}
