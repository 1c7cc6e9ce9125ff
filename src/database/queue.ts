/** Lets so many in at a time, the others in the order in which they came. */
export class Queue {
  private readonly waiting = new Set<() => void>();

  constructor(private free: number) {}

  /** @throws the signal's reason if it aborts first. Whoever is let in leaves in the end. */
  enter(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      if (this.free > 0) {
        this.free--;
        return resolve();
      }
      const giveUp = () => {
        this.waiting.delete(letIn);
        reject(signal?.reason);
      };
      const letIn = () => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      };
      this.waiting.add(letIn);
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  }

  leave(): void {
    const [next] = this.waiting;
    if (!next) {
      this.free++;
      return;
    }
    this.waiting.delete(next);
    next();
  }
}
