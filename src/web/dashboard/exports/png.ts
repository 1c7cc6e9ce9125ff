import type { KeyEntry } from '../figures/chart-spec';

/** Below and above a picture, in pixels of the page. */
const margin = 24;
const titleHeight = 36;
const keyHeight = 24;
const noteHeight = 28;

/** @returns the chart as it stands there, on the ground of the page, with its title, what its colours mean, and what it is of. */
export function toPng(
  chart: HTMLCanvasElement,
  { title, key, note }: { title: string; key: KeyEntry[]; note: string },
): Promise<Blob> {
  const style = getComputedStyle(chart);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const scale = chart.width / chart.clientWidth;
  const width = chart.clientWidth + 2 * margin;
  const headHeight = titleHeight + (key.length > 0 ? keyHeight : 0);
  const height = chart.clientHeight + 2 * margin + headHeight + noteHeight;
  const picture = document.createElement('canvas');
  picture.width = width * scale;
  picture.height = height * scale;
  const pen = picture.getContext('2d')!;
  pen.scale(scale, scale);
  pen.fillStyle = colour('--raised');
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = colour('--ink');
  pen.font = `700 20px ${colour('--label')}`;
  pen.fillText(title, margin, margin + 18, width - 2 * margin);
  pen.drawImage(chart, margin, margin + headHeight, chart.clientWidth, chart.clientHeight);
  pen.font = `500 12px ${colour('--label')}`;
  let start = margin;
  for (const { name, tone } of key) {
    pen.fillStyle = colour(`--chart-${tone}`);
    pen.beginPath();
    pen.arc(start + 5, margin + titleHeight + 4, 5, 0, 2 * Math.PI);
    pen.fill();
    pen.fillStyle = colour('--soft');
    pen.fillText(name, start + 16, margin + titleHeight + 8);
    start += 16 + pen.measureText(name).width + 20;
  }
  pen.fillStyle = colour('--soft');
  pen.fillText(note, margin, height - margin, width - 2 * margin);
  return new Promise((resolve, reject) =>
    picture.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('there is no picture'))), 'image/png'),
  );
}
