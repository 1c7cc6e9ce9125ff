import fc from 'fast-check';
import { looksLikeName, readNames, shareSurname } from '../../../src/ingest/articles/names';

describe('a list of names', () => {
  const namesOf = (value: string) => readNames(value).names.map(({ name }) => name);

  it.each([
    ['Mike Figgis', ['Mike Figgis']],
    ['Nicolas Cage, Elisabeth Shue', ['Nicolas Cage', 'Elisabeth Shue']],
    ['Joel Coen and Ethan Coen', ['Joel Coen', 'Ethan Coen']],
    ['Joel Coen & Ethan Coen', ['Joel Coen', 'Ethan Coen']],
    ['A. Kurosawa, T. Mifune, and T. Shimura', ['A. Kurosawa', 'T. Mifune', 'T. Shimura']],
    ['Peter Ramsey / Bob Persichetti; Rodney Rothman', ['Peter Ramsey', 'Bob Persichetti', 'Rodney Rothman']],
    ['Robert Downey, Jr., Gwyneth Paltrow', ['Robert Downey Jr.', 'Gwyneth Paltrow']],
    ['Cuba Gooding, Jr. (Rod), Tom Cruise', ['Cuba Gooding Jr.', 'Tom Cruise']],
    ['Robert Downey Jr.', ['Robert Downey Jr.']],
    ['J.J. Abrams, Samuel L. Jackson', ['J.J. Abrams', 'Samuel L. Jackson']],
    ['Tom Hanks, Meg Ryan.', ['Tom Hanks', 'Meg Ryan']],
    ['Guillermo del Toro, Max von Sydow', ['Guillermo del Toro', 'Max von Sydow']],
    ['Joseph Gordon-Levitt, Chloë Sevigny', ['Joseph Gordon-Levitt', 'Chloë Sevigny']],
    ["Peter O'Toole, Lupita Nyong’o", ["Peter O'Toole", 'Lupita Nyong’o']],
    ['黒澤明、三船敏郎', ['黒澤明', '三船敏郎']],
    ['梁朝伟，张曼玉', ['梁朝伟', '张曼玉']],
    ['송강호, 이선균', ['송강호', '이선균']],
    ['Андрей Тарковский, Наталья Бондарчук', ['Андрей Тарковский', 'Наталья Бондарчук']],
    ['عمر الشريف، فاتن حمامة', ['عمر الشريف', 'فاتن حمامة']],
    ['Θόδωρος Αγγελόπουλος και Μάνος Κατράκης', ['Θόδωρος Αγγελόπουλος', 'Μάνος Κατράκης']],
    ['ニコラス・ケイジ', ['ニコラス・ケイジ']],
    ['Nicolas Cage, nicolas cage', ['Nicolas Cage']],
    ['50 Cent, Ice-T', ['50 Cent', 'Ice-T']],
    ['Anders And, Alexandra Andersson', ['Anders And', 'Alexandra Andersson']],
    ['', []],
    ['N/A', []],
    ['-', []],
    [' , ; ', []],
  ])('reads "%s"', (value, names) => {
    expect(namesOf(value)).toEqual(names);
    expect(readNames(value).hasOthers).toBe(false);
  });

  it.each([
    'a.o.',
    'A.O.',
    'a. o.',
    'a.o',
    ', a.o.',
    '(a.o.)',
    'ao',
    'et al.',
    'et al',
    'Et al.',
    ', et al.',
    'ET AL.',
    'et. al.',
    '[et al.]',
    'and others',
    'And Others',
    '& others',
    ', and others.',
    ', others',
    '(and others)',
    'and many more',
    'and more',
    'among others',
    'and many others',
    'and other actors',
    'e.a.',
    'u.a.',
    'etc.',
    ', ...',
    '…',
    'и др.',
    'и другие',
    'και άλλοι',
    'ほか',
    '、他',
    '等',
    ' 외',
    ' وآخرون',
  ])('knows that "%s" stands for more than are named', (marker) => {
    for (const last of ['Elisabeth Shue', 'Robert Downey Jr.']) {
      expect(readNames(`Nicolas Cage, ${last} ${marker}`)).toEqual({
        names: [
          { name: 'Nicolas Cage', remark: null },
          { name: last, remark: null },
        ],
        hasOthers: true,
      });
    }
  });

  it.each(['Kenneth More', 'Zhang Ao', 'Al Pacino', 'Etta James', 'Kim Novak (voice...)', 'Shu Qi'])(
    'takes %s for no such marker',
    (name) =>
      expect(readNames(`Tom Hanks, ${name}`)).toMatchObject({ hasOthers: false, names: { length: 2 } }),
  );

  it.each([
    ['Nicolas Cage (Ben Sanderson)', 'Ben Sanderson'],
    ['Nicolas Cage as Ben Sanderson', 'Ben Sanderson'],
    ['Nicolas Cage (Ben, the drunk)', 'Ben, the drunk'],
    ['Nicolas Cage (voice)', 'voice'],
    ['Nicolas Cage (Ben Sanderson', 'Ben Sanderson'],
    ['Nicolas Cage（ベン）', 'ベン'],
    ['Nicolas Cage ()', null],
  ])('keeps the remark of "%s"', (value, remark) => {
    expect(readNames(value).names).toEqual([{ name: 'Nicolas Cage', remark }]);
  });

  it.each([
    ['Joel and Ethan Coen', 'Joel Coen and Ethan Coen'],
    ['Lana & Lilly Wachowski', 'Lana Wachowski & Lilly Wachowski'],
    ['Joel Coen and Ethan Coen', 'Joel Coen and Ethan Coen'],
    ['Pierre, Joel and Ethan Coen', 'Pierre, Joel and Ethan Coen'],
    ['Daniels', 'Daniels'],
  ])('gives siblings of "%s" one surname', (list, shared) => expect(shareSurname(list)).toBe(shared));

  it('holds trimmed, named, different people, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const names = namesOf(text);
        for (const name of names) expect(name).toBe(name.trim());
        expect(names).not.toContain('');
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
      }),
    );
  });
});

describe('a line looks like a name', () => {
  it.each([
    ['Sam Shepards', true],
    ['Maria del Carmen Rodríguez de la Vega', true],
    ['moviefan99', true],
    ['黒澤明', true],
    ['Disney owns everything', false],
    ['is a sign', false],
    ['...', false],
    ['', false],
  ])('"%s": %s', (text, isOne) => expect(looksLikeName(text)).toBe(isOne));
});
