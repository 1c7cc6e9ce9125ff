/** Lets in as much as there is room for, the others in the order in which they came. */
export class Queue {
  private readonly waiting = new Set<{ room: number; letIn: () => void }>();

  constructor(private free: number) {}

  /** @returns whether there was room, and nobody waits for it. Whoever is let in leaves in the end. */
  tryToEnter(room = 1): boolean {
    if (this.waiting.size > 0 || room > this.free) return false;
    this.free -= room;
    return true;
  }

  /** @throws the signal's reason if it aborts first. Whoever is let in leaves in the end. */
  enter({ room = 1, signal }: { room?: number; signal?: AbortSignal | undefined } = {}): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      if (this.tryToEnter(room)) return resolve();
      const entry = {
        room,
        letIn: () => {
          signal?.removeEventListener('abort', giveUp);
          resolve();
        },
      };
      const giveUp = () => {
        this.waiting.delete(entry);
        reject(signal?.reason);
        this.letInWhatFits(); // what came behind may need less room
      };
      this.waiting.add(entry);
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  }

  leave(room = 1): void {
    this.free += room;
    this.letInWhatFits();
  }

  private letInWhatFits(): void {
    for (const entry of this.waiting) {
      if (entry.room > this.free) return;
      this.waiting.delete(entry);
      this.free -= entry.room;
      entry.letIn();
    }
  }
}
