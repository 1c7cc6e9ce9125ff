import { areSpellingsOfOneName } from '../../../src/ingest/matching/name-likeness';

describe('two spellings on one film', () => {
  it.each([
    ['elizabeth shue', 'elisabeth shue'],
    ['john ritter', 'jon ritter'],
    ['francis coppola', 'francis ford coppola'],
    ['william macy', 'william h macy'],
    ['robert deniro', 'robert de niro'],
    ['cch pounder', 'c c h pounder'],
  ])('%s is %s', (a, b) => {
    expect([areSpellingsOfOneName(a, b), areSpellingsOfOneName(b, a)]).toEqual([true, true]);
  });

  it.each([
    ['joel coen', 'ethan coen'],
    ['mark webb', 'mary webb'],
    ['robert downey', 'robert downey jr'],
    ['cole sprouse', 'cole and dylan sprouse'],
    ['cher', 'cher x cher'],
  ])('%s is not %s', (a, b) => {
    expect([areSpellingsOfOneName(a, b), areSpellingsOfOneName(b, a)]).toEqual([false, false]);
  });
});
