import type { ChartConfiguration, ChartDataset, Plugin } from 'chart.js';
import type { ChartSpec, CountsSpec, RateOf, RatesSpec } from './chart-spec';
import { intervalOf } from './rate';
import { inDigits, percent } from './words';

/** Read from the style sheet, so that day and night are decided there. */
interface Look {
  strong: string;
  soft: string;
  strongInterval: string;
  softInterval: string;
  ink: string;
  quiet: string;
  rule: string;
  ground: string;
  font: string;
}

/** A floating bar from one end of an interval to the other; nothing where there is no rate. */
type Bar = number | [number, number] | null;
export type BarConfiguration = ChartConfiguration<'bar', Bar[], string>;

function lookOf(canvas: HTMLCanvasElement): Look {
  const style = getComputedStyle(canvas);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    strong: read('--chart-strong'),
    soft: read('--chart-soft'),
    strongInterval: read('--chart-strong-interval'),
    softInterval: read('--chart-soft-interval'),
    ink: read('--ink'),
    quiet: read('--soft'),
    rule: read('--rule'),
    ground: read('--raised'),
    font: read('--label'),
  };
}

export function configOf(spec: ChartSpec, canvas: HTMLCanvasElement): BarConfiguration {
  const look = lookOf(canvas);
  const isAcross = spec.kind !== 'columns';
  const format = spec.kind === 'rates' ? percentOf : (spec.format ?? inDigits);
  const longest = canvas.parentElement!.clientWidth < 480 ? 18 : 34;
  const categories = {
    grid: { display: false },
    border: { color: look.rule },
    ticks: {
      autoSkip: !isAcross,
      maxRotation: 0,
      callback: (_: unknown, index: number) => {
        const name = shortened(spec.categories[index] ?? '', longest);
        return isAcross ? name : name.split(' '); // word below word, so that more of them fit side by side
      },
    },
  };
  const values = {
    beginAtZero: true,
    border: { display: false },
    grid: { color: look.rule },
    ticks: {
      maxTicksLimit: isAcross ? 6 : 5,
      maxRotation: 0,
      callback: (value: number | string) => format(Number(value)),
      ...(spec.kind !== 'rates' && !spec.format && { precision: 0 }),
    },
  };
  return {
    type: 'bar',
    data: {
      labels: spec.categories,
      datasets: spec.kind === 'rates' ? intervals(spec, look) : bars(spec, look),
    },
    options: {
      indexAxis: isAcross ? 'y' : 'x',
      responsive: true,
      maintainAspectRatio: false,
      animation: false, // a bar on its way says what is not so, and may be saved or printed there
      color: look.quiet,
      font: { family: look.font },
      layout: { padding: { right: isAcross ? 8 : 0 } },
      scales: isAcross ? { x: values, y: categories } : { x: categories, y: values },
      plugins: {
        tooltip: {
          backgroundColor: look.ink,
          titleColor: look.ground,
          bodyColor: look.ground,
          cornerRadius: 0,
          displayColors: false,
          callbacks: { label: ({ datasetIndex, dataIndex }) => tipOf(spec, datasetIndex, dataIndex) },
        },
      },
    },
    plugins: [withFont(look), ...(spec.kind === 'rates' ? [dots(spec, look)] : [])],
  };
}

function intervals({ now, before }: RatesSpec, look: Look): ChartDataset<'bar', Bar[]>[] {
  const barOf = ({ rate }: RateOf): Bar => (rate.value === null ? null : [rate.low, rate.high]);
  const shape = { barThickness: 14, borderSkipped: false as const, minBarLength: 2 };
  return [
    { label: 'This period', data: now.map(barOf), backgroundColor: look.strongInterval, ...shape },
    { label: 'The one before', data: before.map(barOf), backgroundColor: look.softInterval, ...shape },
  ];
}

function bars({ series, kind }: CountsSpec, look: Look): ChartDataset<'bar', Bar[]>[] {
  return series.map(({ name, values, tone }) => ({
    label: name,
    data: values,
    ...(tone === 'strong'
      ? { backgroundColor: look.strong }
      : // Quiet, yet with an edge that shows how far it reaches.
        { backgroundColor: look.softInterval, borderColor: look.soft, borderWidth: { top: 2, right: 2 } }),
    grouped: false, // the part before its whole
    order: tone === 'strong' ? 0 : 1,
    ...(kind === 'rows'
      ? { barThickness: 16 }
      : { categoryPercentage: 0.9, barPercentage: 0.9, maxBarThickness: 96 }),
  }));
}

/** The rate itself, on its interval. */
function dots({ now, before }: RatesSpec, look: Look): Plugin<'bar'> {
  return {
    id: 'dots',
    afterDatasetsDraw: (chart) => {
      const { ctx: pen, scales } = chart;
      for (const [place, rates] of [now, before].entries()) {
        for (const [index, { x: _, y }] of chart.getDatasetMeta(place).data.entries()) {
          const value = rates[index]?.rate.value ?? null;
          if (value === null) continue;
          pen.beginPath();
          pen.arc(scales.x!.getPixelForValue(value), y, place === 0 ? 6 : 5, 0, 2 * Math.PI);
          pen.fillStyle = place === 0 ? look.strong : look.ground;
          pen.fill();
          pen.lineWidth = 2;
          pen.strokeStyle = place === 0 ? look.ground : look.soft;
          pen.stroke();
        }
      }
    },
  };
}

/** Ticks have no font of their own unless each is told. */
function withFont({ font, quiet }: Look): Plugin<'bar'> {
  return {
    id: 'with-font',
    beforeInit: (chart) => {
      for (const scale of Object.values(chart.options.scales ?? {})) {
        if (scale?.ticks) Object.assign(scale.ticks, { font: { family: font, size: 13 }, color: quiet });
      }
    },
  };
}

function tipOf(spec: ChartSpec, place: number, index: number): string {
  if (spec.kind !== 'rates') {
    const { name, values } = spec.series[place]!;
    return `${name}: ${(spec.format ?? inDigits)(values[index]!)}`;
  }
  const { rate, of } = (place === 0 ? spec.now : spec.before)[index]!;
  return `${place === 0 ? 'This period' : 'The one before'}: ${percent(rate.value)} (${intervalOf(rate)}) of ${of}`;
}

function shortened(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).trimEnd()}…`;
}

function percentOf(part: number): string {
  return `${Math.round(part * 1000) / 10}%`;
}
