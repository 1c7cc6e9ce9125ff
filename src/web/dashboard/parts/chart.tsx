import { BarController, BarElement, CategoryScale, Chart as Drawing, LinearScale, Tooltip } from 'chart.js';
import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { configOf } from '../figures/chart-config';
import { type ChartSpec, heightOf, keyOf } from '../figures/chart-spec';

Drawing.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);

interface ChartProps {
  spec: ChartSpec;
  /** What the chart shows, in words, for whoever does not see it. */
  finding: string;
  canvas: RefObject<HTMLCanvasElement>;
}

export function Chart({ spec, finding, canvas }: ChartProps) {
  const isDark = useMedia('(prefers-color-scheme: dark)');
  const drawn = JSON.stringify(spec);
  const key = keyOf(spec);

  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew when it shows something else, or in other colours
  useEffect(() => {
    const element = canvas.current!;
    let drawing = new Drawing(element, configOf(spec, element));
    // What is on a canvas does not change when the font arrives.
    let isGone = false;
    if (document.fonts.status !== 'loaded') {
      document.fonts.ready.then(() => {
        if (isGone) return;
        drawing.destroy();
        drawing = new Drawing(element, configOf(spec, element));
      });
    }
    return () => {
      isGone = true;
      drawing.destroy();
    };
  }, [drawn, isDark]);

  return (
    <div class="chart">
      {key.length > 0 && (
        <ul class="key" aria-hidden="true">
          {key.map(({ name, tone }) => (
            <li key={name} class={tone}>
              {name}
            </li>
          ))}
        </ul>
      )}
      <div class="canvas" style={{ height: `${heightOf(spec)}px` }}>
        <canvas ref={canvas} role="img" aria-label={finding} />
      </div>
    </div>
  );
}

function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const update = () => setMatches(media.matches);
    media.addEventListener('change', update);
    return () => media.removeEventListener('change', update);
  }, [query]);
  return matches;
}
