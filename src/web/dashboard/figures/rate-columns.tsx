import { intervalOf, type Rate } from './rate';
import type { Column } from './table';
import { percent } from './words';

/** A rate within its interval: one column on the page, three in CSV. @param rows to which the drawing is scaled. */
export function rateColumns<Row>(
  name: string,
  { rows, rateOf }: { rows: readonly Row[]; rateOf(row: Row): Rate },
): Column<Row>[] {
  const greatest = Math.max(0.001, ...rows.map(rateOf).map(({ value, high }) => (value === null ? 0 : high)));
  return [
    {
      name,
      value: (row) => rateOf(row).value,
      show: (row) => <RateCell rate={rateOf(row)} greatest={greatest} />,
    },
    { name: `${name} at least`, value: (row) => rateOf(row).low, isForCsvOnly: true },
    { name: `${name} at most`, value: (row) => rateOf(row).high, isForCsvOnly: true },
  ];
}

/** The drawing shows nothing that the figures beside it do not say. */
function RateCell({ rate, greatest }: { rate: Rate; greatest: number }) {
  if (rate.value === null) return <>–</>;
  const at = (part: number) => 4 + (92 * part) / greatest;
  return (
    <span class="rate-cell">
      <svg viewBox="0 0 100 12" aria-hidden="true">
        <rect class="whole" x="0" y="5.5" width="100" height="1" />
        <rect class="interval" x={at(rate.low)} y="2" width={at(rate.high) - at(rate.low)} height="8" />
        <circle cx={at(rate.value)} cy="6" r="4" />
      </svg>
      <span>{percent(rate.value)}</span> <small>{intervalOf(rate)}</small>
    </span>
  );
}
