import { Progress } from '../../../src/relatedness/quality/progress';

let told: string[];
beforeEach(() => {
  told = [];
  process.stderr.isTTY = false; // whoever runs the test may watch it
  jest.spyOn(console, 'error').mockImplementation((line) => told.push(line));
});
afterEach(() => jest.restoreAllMocks());

describe('a long step, where its output is piped', () => {
  it('tells how far it is, and nothing once it is over', () => {
    const progress = new Progress({ tellEvery: 0 });
    progress.begin('reading films.jsonl', 8);
    progress.count(1);
    progress.count(4);
    progress.end();
    progress.count(3);
    expect(told).toEqual(['reading films.jsonl: 12 %', 'reading films.jsonl: 62 %']);
  });

  it('is never more than whole, though nobody knew how long it would be', () => {
    const progress = new Progress({ tellEvery: 0 });
    progress.begin('reading /dev/stdin', 0);
    progress.count(1_000);
    expect(told).toEqual(['reading /dev/stdin: 100 %']);
  });

  it('tells nothing of what is over soon', async () => {
    const progress = new Progress();
    progress.begin('measuring', 2);
    await progress.advance(2);
    progress.end();
    expect(told).toEqual([]);
  });
});
