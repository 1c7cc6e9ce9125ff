import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportPathIn } from '../../src/ingest/import-report';

describe('where somebody wants the report', () => {
  const folder = mkdtempSync(join(tmpdir(), 'report-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('may be a file that is not there yet', () => {
    expect(reportPathIn(join(folder, 'report.jsonl'))).toBe(join(folder, 'report.jsonl'));
  });

  it('must have a folder, which is told before anything is taken in', () => {
    expect(() => reportPathIn(join(folder, 'nowhere', 'report.jsonl'))).toThrow(/its folder is not there/);
  });
});
