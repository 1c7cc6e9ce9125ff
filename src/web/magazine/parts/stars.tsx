/** A rating: as figures, and drawn as so many marks of five. */
export function Stars({ rating: { value, best } }: { rating: { value: number; best: number } }) {
  const share = best > 0 ? Math.min(Math.max(value / best, 0), 1) : 0;
  return (
    <span class="stars">
      <svg viewBox="0 0 100 20" aria-hidden="true">
        {[0, 1, 2, 3, 4].map((n) => {
          const lit = Math.min(Math.max(share * 5 - n, 0), 1);
          return (
            <g key={n}>
              <circle class="off" cx={n * 20 + 10} cy="10" r="7" />
              {lit > 0 && <path class="on" d={pie(n * 20 + 10, lit)} />}
            </g>
          );
        })}
      </svg>
      <span>
        <span class="unseen">Rated </span>
        {value}
        <span aria-hidden="true">/</span>
        <span class="unseen"> out of </span>
        {best}
      </span>
    </span>
  );
}

/** The left part of a circle of radius 7, as wide as the share. */
function pie(cx: number, share: number): string {
  if (share > 0.99) return `M${cx} 3a7 7 0 0 0 0 14a7 7 0 0 0 0-14Z`;
  const x = cx - 7 + 14 * share;
  const half = Math.sqrt(Math.max(49 - (x - cx) ** 2, 0));
  return `M${x} ${10 - half}A7 7 0 ${share > 0.5 ? 1 : 0} 0 ${x} ${10 + half}Z`;
}
