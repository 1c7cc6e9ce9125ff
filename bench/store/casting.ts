import { type Careers, makeCareers } from './people';
import { Random, WeightedChoice } from './random';
import { castSize, type Scale } from './scale';
import type { FilmsByYear } from './years';

/** Who made the films and who plays in them. People are counted from 0 and have a credit each. */
export interface Casting {
  people: number;
  /** Of each film. */
  directors: Int32Array;
  /** Of each film `castSize`, top billed first. */
  actors: Int32Array;
}

/** So often the place in a cast goes to one of whom the same director cast last. */
const loyalty = 0.12;
/** So many directors act too. */
const actingDirectors = 0.1;
/** A year in which fewer people work borrows from the years around it. */
const fewestAtWork = 40;

/** People are drawn for each film from those who are at work in its year, the busier ones more often. */
export function castFilms(
  seed: string,
  { actors: actorScale, directors: directorScale, films }: Scale,
  filmsByYear: FilmsByYear,
): Casting {
  const actors = makeCareers(new Random(`${seed}/actors`), actorScale, {
    filmsByYear,
    credits: films * castSize,
  });
  const directors = makeCareers(new Random(`${seed}/directors`), directorScale, {
    filmsByYear,
    credits: films,
  });
  const asActors = findActingDirectors(new Random(`${seed}/acting directors`), actors, directors);

  // Until all are cast, directors are numbered behind the actors.
  const casting = { directors: new Int32Array(films), actors: new Int32Array(films * castSize) };
  const random = new Random(`${seed}/casting`);
  const lastFilm = new Map<number, number>();
  const [actorWeights, directorWeights] = [
    yearlyWeights(actors, filmsByYear),
    yearlyWeights(directors, filmsByYear),
  ];
  for (const { year, films: ofYear } of filmsByYear.entries()) {
    const drawActor = drawAtWork(actors, actorWeights, year);
    const drawDirector = drawAtWork(directors, directorWeights, year);
    for (const film of ofYear) {
      const director = drawDirector(random);
      const company = lastFilm.get(director);
      const cast = new Set<number>();
      while (cast.size < castSize) {
        const again = company !== undefined && random.chance(loyalty);
        cast.add(again ? casting.actors[company * castSize + random.below(castSize)]! : drawActor(random));
      }
      casting.actors.set(byFame(random, [...cast]), film * castSize);
      casting.directors[film] = asActors.get(director) ?? actors.films.length + director;
      lastFilm.set(director, film);
    }
  }
  return { ...casting, people: renumber(casting) };
}

/** Some directors are actors, of whom each shares the years. @returns the actor of a director. */
function findActingDirectors(random: Random, actors: Careers, directors: Careers): Map<number, number> {
  const found = new Map<number, number>();
  const taken = new Set<number>();
  for (let director = 0; director < directors.films.length; director++) {
    if (!random.chance(actingDirectors)) continue;
    const actor = random.below(actors.films.length);
    if (taken.has(actor)) continue;
    taken.add(actor);
    found.set(director, actor);
    directors.from[director] = actors.from[actor]!;
    directors.to[director] = actors.to[actor]!;
  }
  return found;
}

/** What a film of a person's years has to offer them, so that they come to the films they are worth. */
function yearlyWeights({ films, from, to }: Careers, filmsByYear: FilmsByYear): Float64Array {
  return films.map((worth, person) => worth / filmsByYear.countBetween(from[person]!, to[person]!));
}

function drawAtWork({ from, to }: Careers, weights: Float64Array, year: number): (random: Random) => number {
  const fewest = Math.min(fewestAtWork, weights.length);
  for (let widened = 0; ; widened++) {
    const atWork: number[] = [];
    for (let person = 0; person < weights.length; person++) {
      if (from[person]! - widened <= year && year <= to[person]! + widened) atWork.push(person);
    }
    if (atWork.length < fewest) continue;
    const choice = new WeightedChoice(atWork.map((person) => weights[person]!));
    return (random) => atWork[choice.draw(random)]!;
  }
}

/** The busier are billed higher, as a rule: people are numbered by how busy they are. */
function byFame(random: Random, cast: number[]): number[] {
  const rank = new Map(cast.map((person) => [person, Math.log(person + 1) + random.normal()]));
  return cast.sort((a, b) => rank.get(a)! - rank.get(b)!);
}

/** Number those who got a credit from 0, in no order that says anything. @returns how many they are. */
function renumber({ directors, actors }: Omit<Casting, 'people'>): number {
  const numbers = new Map<number, number>();
  for (const credits of [directors, actors]) {
    for (let place = 0; place < credits.length; place++) {
      const person = credits[place]!;
      let number = numbers.get(person);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(person, number);
      }
      credits[place] = number;
    }
  }
  return numbers.size;
}
