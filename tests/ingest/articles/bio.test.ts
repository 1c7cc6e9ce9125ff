import { bioLength } from '../../../src/ingest/articles/bio';

const blocks = (texts: string[], gapBelowFirst: number) =>
  texts.map((text, at) => ({ text, gapBefore: at === 1 ? gapBelowFirst : 1 }));
const article = 'Two brothers drive north through the snow with a dog that neither of them likes.';
const subject = { author: 'Priya Nair', film: { title: 'It' }, people: ['Joel Coen', 'Frances McDormand'] };

describe('the first paragraph below the headline is the author about himself', () => {
  it.each([
    "Hi, I'm Priya, I love movies.",
    'Hello! My passion is the silent screen.',
    'My name is Priya and I review films with my cat.',
    'Priya Nair is a teacher who spends her evenings at the cinema.',
    'I am a film critic from Kochi.',
    'I’m a freelance writer with a weakness for westerns.',
  ])('whatever stands below it: %s', (text) => {
    expect(bioLength(blocks([text, article], 1), subject)).toBe(1);
  });

  it.each([
    'I love slow films, long trains and short reviews.',
    'I mostly write about science fiction.',
    "I've been a projectionist for twenty years.",
    'Priya writes with popcorn in one hand.',
    'Lifelong horror movie fan with three cats.',
    'Film critic and beekeeper.',
    'Lover of westerns and of long walks.',
    'By day a nurse; my favourite place is the third row.',
  ])('where it is set apart: %s', (text) => {
    expect(bioLength(blocks([text, article], 2), subject)).toBe(1);
    expect(bioLength(blocks([text, article], 1), subject)).toBe(0);
  });
});

describe('the first paragraph below the headline is the article', () => {
  it.each([
    'I first saw it when I was twelve, and I love it still.',
    'I first saw this film in an empty cinema.',
    'I love how the film begins: with nothing at all.',
    'I watched it twice, as I like to do.',
    'I love It more than I can say.',
    'I enjoy everything that Frances McDormand does.',
    'Welcome to the coldest town in Minnesota.',
    '"Hi, I\'m your neighbour," says the man with the axe.',
    '“My name is nobody,” he says.',
    'The film critic of the story is a fool.',
    'Julie is a film student who has not yet lived.',
    'Priyanka is a cook in a town without restaurants.',
    'There are two kinds of thrillers.',
    article,
  ])('even where it is set apart: %s', (text) => {
    expect(bioLength(blocks([text, article], 2), subject)).toBe(0);
    expect(bioLength(blocks([text, article], 1), subject)).toBe(0);
  });

  it('if there is no other', () => expect(bioLength(blocks(["Hi, I'm Priya."], 1), subject)).toBe(0));
});

it('the words of an author about himself may take two paragraphs', () => {
  const both = ["Hi, I'm Priya.", 'Horror I also enjoy a lot.', article].map((text, at) => ({
    text,
    gapBefore: at === 2 ? 2 : 1,
  }));
  expect(bioLength(both, subject)).toBe(2);
});
