/** Has the browser save something as a file. */
export function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Not before the browser has begun to read it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** "reelgraph-clicks-by-reason-2026-10-27-2026-11-23.csv" */
export function fileName(parts: readonly string[], ending: string): string {
  const words = ['reelgraph', ...parts].map((part) => part.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-'));
  return `${words.join('-').replace(/-+/g, '-')}.${ending}`;
}
