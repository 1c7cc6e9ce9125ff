import { toCsv } from '../../../src/web/dashboard/exports/csv';

it.each<[string, string | number | null, string]>([
  ['a word', 'Pig', 'Pig'],
  ['a comma', 'Paris, Texas', '"Paris, Texas"'],
  ['quotes', 'the "best"', '"the ""best"""'],
  ['a line break', 'two\nlines', '"two\nlines"'],
  ['nothing', null, ''],
  ['a number below 0', -0.5, '-0.5'],
  ['what a spreadsheet would run', '=HYPERLINK("http://a.example")', `"'=HYPERLINK(""http://a.example"")"`],
  ['a plus', '+1', "'+1"],
  ['a minus', '-1+1', "'-1+1"],
  ['an at', '@SUM(A1)', "'@SUM(A1)"],
  ['a tab before it', '\t=1', "'\t=1"],
  ['a sign further on', 'a=b', 'a=b'],
])('writes %s as a spreadsheet takes it for text', (_, value, written) => {
  expect(toCsv(['Name', 'Clicks'], [[value, 1]])).toBe(`Name,Clicks\r\n${written},1\r\n`);
});
