/** Below and above a picture, in pixels of the page. */
const margin = 24;
const titleHeight = 36;
const noteHeight = 28;

/** @returns the chart as it stands there, on the ground of the page, with its title and what it is of. */
export function toPng(
  chart: HTMLCanvasElement,
  { title, note }: { title: string; note: string },
): Promise<Blob> {
  const style = getComputedStyle(chart);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const scale = chart.width / chart.clientWidth;
  const width = chart.clientWidth + 2 * margin;
  const height = chart.clientHeight + 2 * margin + titleHeight + noteHeight;
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
  pen.drawImage(chart, margin, margin + titleHeight, chart.clientWidth, chart.clientHeight);
  pen.fillStyle = colour('--soft');
  pen.font = `500 12px ${colour('--label')}`;
  pen.fillText(note, margin, height - margin, width - 2 * margin);
  return new Promise((resolve, reject) =>
    picture.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('there is no picture'))), 'image/png'),
  );
}
