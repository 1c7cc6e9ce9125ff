/** What `/metrics` says: each value by its name and labels as they stand there, `up{job="x"}`. */
export interface Scraped {
  values: Map<string, number>;
  /** `counter`, `gauge` or `histogram`, by name. */
  types: Map<string, string>;
}

const sample = /^([a-z_:][\w:]*(?:\{(?:[a-z_]\w*="(?:[^"\\\n]|\\["\\n])*",?)*\})?) ([-+\d.e]+|[-+]Inf|NaN)$/i;

/**
 * @throws for a line that is not as the format has it, for a value that stands there twice, and for one that no
 * line describes. Source: https://prometheus.io/docs/instrumenting/exposition_formats
 */
export async function scrape(url: string): Promise<Scraped> {
  const response = await fetch(`${url}/metrics`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const values = new Map<string, number>();
  const types = new Map<string, string>();
  for (const line of (await response.text()).split('\n')) {
    const [, typed, type] = /^# TYPE (\S+) (\w+)$/.exec(line) ?? [];
    if (typed) types.set(typed, type!);
    if (line === '' || line.startsWith('#')) continue;
    const [, series, value] = sample.exec(line) ?? [];
    if (!series || values.has(series)) throw new Error(`not as Prometheus reads it: ${line}`);
    const name = series.replace(/\{.*/, '');
    const base = name.replace(/_(bucket|sum|count)$/, '');
    if (!types.has(name) && types.get(base) !== 'histogram' && types.get(base) !== 'summary')
      throw new Error(`of no type: ${line}`);
    values.set(series, Number(value!.replace('Inf', 'Infinity')));
  }
  return { values, types };
}
