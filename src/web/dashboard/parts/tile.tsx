interface TileProps {
  name: string;
  value: string;
  /** What the value says, in a few words. */
  about: string;
}

/** One figure that sums up others. */
export function Tile({ name, value, about }: TileProps) {
  return (
    <div class="tile">
      <dt>{name}</dt>
      <dd class="value">{value}</dd>
      <dd class="change">{about}</dd>
    </div>
  );
}
