import { Queue } from '../src/queue';

/** Enters each in turn. @returns the names of those that have been let in, as they are let in. */
function enterAll(queue: Queue, rooms: Record<string, number>, signal?: AbortSignal): string[] {
  const inside: string[] = [];
  for (const [name, room] of Object.entries(rooms))
    queue.enter({ room, signal }).then(
      () => inside.push(name),
      () => undefined,
    );
  return inside;
}

const turns = () => new Promise((resolve) => setImmediate(resolve));

it('lets in what there is room for, and the others in their order as it is left', async () => {
  const queue = new Queue(10);
  const inside = enterAll(queue, { a: 6, b: 4, c: 5, d: 1 });
  await turns();
  expect(inside).toEqual(['a', 'b']);
  queue.leave(4);
  await turns();
  expect(inside).toEqual(['a', 'b']); // d would fit, but c comes first
  queue.leave(6);
  await turns();
  expect(inside).toEqual(['a', 'b', 'c', 'd']);
  expect([queue.tryToEnter(5), queue.tryToEnter(4)]).toEqual([false, true]);
});

it('lets nobody in before those who wait', async () => {
  const queue = new Queue(2);
  enterAll(queue, { a: 1, b: 2 });
  expect(queue.tryToEnter(1)).toBe(false);
});

it('forgets who gives up, and lets in what is behind if that fits', async () => {
  const queue = new Queue(10);
  const leaving = new AbortController();
  const inside = enterAll(queue, { a: 8 });
  const givenUp = queue.enter({ room: 5, signal: leaving.signal });
  const behind = enterAll(queue, { c: 2 });
  leaving.abort(new Error('gone'));
  await expect(givenUp).rejects.toThrow('gone');
  await turns();
  expect([inside, behind]).toEqual([['a'], ['c']]);
  await expect(queue.enter({ signal: leaving.signal })).rejects.toThrow('gone');
  queue.leave(8);
  queue.leave(2);
  expect(queue.tryToEnter(10)).toBe(true);
});
