import { on } from 'node:events';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/**
 * What a gzip stream holds. By its events: iterated over, a stream that ends in an error drops what it has unpacked
 * before.
 * @throws what `zlib` does, behind the last good byte, or what befalls the stream.
 */
export async function* unpacked(packed: Readable): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  const chunks = on(gunzip, 'data', { close: ['end'], highWaterMark: 8, lowWaterMark: 2 });
  packed.on('error', (error) => gunzip.destroy(error));
  packed.pipe(gunzip);
  try {
    for await (const [chunk] of chunks) yield chunk as Buffer;
  } finally {
    packed.destroy();
    gunzip.destroy();
  }
}
