import * as fc from 'fast-check';
import { daysIn, periodBefore, periodOf, weeksAndDays } from '../../src/analytics/period';

const today = '2026-11-23';

describe('a period', () => {
  it.each([
    [{}, '2026-10-27', today],
    [{ from: null, to: null }, '2026-10-27', today],
    [{ to: '2024-03-01' }, '2024-02-03', '2024-03-01'],
    [{ from: '2026-11-23' }, today, today],
    [{ from: '2025-12-31', to: '2026-01-01' }, '2025-12-31', '2026-01-01'],
    [{ from: '2027-01-01', to: '2027-01-02' }, '2027-01-01', '2027-01-02'],
    [{ from: '2024-01-01', to: '2026-03-10' }, '2024-01-01', '2026-03-10'],
  ])('%j is %s to %s', (asked, from, to) => {
    expect(periodOf(asked, today)).toEqual({ from, to });
  });

  it.each([
    [{ from: '2026-11-24' }, '"from" must not be after "to", which is today unless told.'],
    [{ from: '2026-02-02', to: '2026-02-01' }, '"from" must not be after "to", which is today unless told.'],
    [{ from: '2024-01-01', to: '2026-03-11' }, 'A period may have 800 days: ask for a shorter one.'],
    [{ from: '1999-12-31', to: '2000-01-05' }, '"from" must be 2000-01-01 or later.'],
    [{ to: '0001-01-01' }, '"from" must be 2000-01-01 or later.'],
  ])('%j is none', (asked, message) => {
    expect(() => periodOf(asked, today)).toThrow(message);
  });

  it('is preceded by as many days', () => {
    expect(periodBefore({ from: '2026-03-01', to: '2026-03-28' })).toEqual({
      from: '2026-02-01',
      to: '2026-02-28',
    });
    expect(periodBefore({ from: '2026-01-01', to: '2026-01-01' })).toEqual({
      from: '2025-12-31',
      to: '2025-12-31',
    });
  });

  it('is whole weeks from Monday to Sunday and the days around them, each day once', () => {
    const begins = fc.date({ min: new Date('2023-12-01'), max: new Date('2026-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(begins, fc.integer({ min: 0, max: 90 }), (begin, more) => {
        const period = {
          from: begin.toISOString().slice(0, 10),
          to: new Date(begin.getTime() + more * 86_400_000).toISOString().slice(0, 10),
        };
        const { weeks, days } = weeksAndDays(period);
        const mondays = weeks ? daysIn(weeks).filter((_, place) => place % 7 === 0) : [];
        expect(mondays.map((day) => new Date(day).getUTCDay())).toEqual(mondays.map(() => 1));
        if (weeks) expect(mondays.at(-1)).toBe(weeks.to);
        const inWeeks = mondays.flatMap((monday) => daysIn(sevenDaysFrom(monday)));
        expect([...inWeeks, ...days.flatMap(daysIn)].sort()).toEqual(daysIn(period));
        expect(days.every((stretch) => !weeks || daysIn(stretch).length < 7)).toBe(true);
      }),
    );
  });
});

function sevenDaysFrom(monday: string) {
  return { from: monday, to: new Date(Date.parse(monday) + 6 * 86_400_000).toISOString().slice(0, 10) };
}
