import picocolors from 'picocolors';

/** For what is printed to a stream: on a terminal only. By itself picocolors also colours what a CI server reads. */
export function coloursFor(stream: { isTTY?: boolean }): ReturnType<typeof picocolors.createColors> {
  return picocolors.createColors(stream.isTTY === true && picocolors.isColorSupported);
}

export const colours = coloursFor(process.stdout);
