import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { codeOf, unreadable } from '../../errors';
import { unpacked } from '../unpacked';

/** The file ends or breaks before it should; what was read before is good. */
export class BrokenFile extends Error {
  override name = 'BrokenFile';
}

const headBytes = 64 * 1024;
const gzipMark = Buffer.from([0x1f, 0x8b]);

/** A file of a catalogue, plain or gzip, whatever its name; to be read once. */
export class SourceFile {
  bytesRead = 0;

  private constructor(
    /** As the person at the terminal gave it. */
    readonly name: string,
    /** On the disk; 0 where nobody can tell. */
    readonly size: number,
    private readonly isGzip: boolean,
  ) {}

  /** @throws OperatorError if it is not there or cannot be read. */
  static async open(name: string): Promise<SourceFile> {
    try {
      const { size } = await stat(name);
      const file = await open(name);
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
        return new SourceFile(name, size, bytesRead === 2 && buffer.equals(gzipMark));
      } finally {
        await file.close();
      }
    } catch (error) {
      throw unreadable(name, error);
    }
  }

  /** The first bytes, unpacked, to tell by what it is. */
  async head(): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let length = 0;
    try {
      for await (const chunk of this.bytes()) {
        chunks.push(chunk);
        length += chunk.length;
        if (length >= headBytes) break;
      }
    } catch (error) {
      if (!(error instanceof BrokenFile)) throw error; // whoever reads it all says so
    }
    this.bytesRead = 0;
    return Buffer.concat(chunks).subarray(0, headBytes);
  }

  /** All that is in it, unpacked. @throws BrokenFile behind the last good byte. */
  async *bytes(): AsyncGenerator<Buffer> {
    const packed = createReadStream(this.name, { highWaterMark: 64 * 1024 });
    packed.on('data', (chunk) => {
      this.bytesRead += chunk.length;
    });
    try {
      if (this.isGzip) yield* unpacked(packed);
      else yield* packed;
    } catch (error) {
      const reason = brokenBecause[codeOf(error) ?? ''] ?? `cannot be read on (${codeOf(error)})`;
      if (codeOf(error)) throw new BrokenFile(reason);
      throw error;
    } finally {
      packed.destroy();
    }
  }
}

const brokenBecause: Record<string, string> = {
  Z_BUF_ERROR: 'the file is cut off here; get it again',
  Z_DATA_ERROR: 'the gzip file is damaged here; get it again',
};
