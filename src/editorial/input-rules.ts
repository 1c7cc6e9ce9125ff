import { ArrayMaxSize, IsInt, IsOptional, Matches, Max, MaxLength, Min, ValidateIf } from 'class-validator';

/** Several rules under one name. */
function all(...rules: PropertyDecorator[]): PropertyDecorator {
  return (target, property) => {
    for (const rule of rules) rule(target, property);
  };
}

/** No control characters but line breaks and tabs, and no halves of characters: no text can be made of these. */
const printable = (each: boolean) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
  Matches(/^[^\x00-\x08\x0b\x0c\x0e-\x1f\p{Surrogate}]*$/u, {
    each,
    message: '$property must not hold control characters or halves of characters',
  });

/** At most so many characters on one line, and not only spaces. */
export function Line(longest: number): PropertyDecorator {
  return all(
    Matches(/^[^\r\n]*$/, { message: '$property must be a single line' }),
    Matches(/\S/, { message: '$property must not be empty' }),
    MaxLength(longest),
    printable(false),
  );
}

const namesSomething = (each: boolean) =>
  Matches(/[\p{L}\p{N}]/u, { each, message: '$property must hold a letter or a digit' });

/** A line with a letter or a digit, to be known by. */
export function Name(longest: number): PropertyDecorator {
  return all(Line(longest), namesSomething(false));
}

/** Up to 50 names of at most 100 characters, each with a letter or a digit. */
export function Names(): PropertyDecorator {
  return all(
    ArrayMaxSize(50),
    Matches(/^[^\r\n]*$/, { each: true, message: 'each of $property must be a single line' }),
    namesSomething(true),
    MaxLength(100, { each: true }),
    printable(true),
  );
}

/** A whole number within bounds, both included. */
export function WholeNumber({ from, to }: { from: number; to: number }): PropertyDecorator {
  return all(IsInt(), Min(from), Max(to));
}

/** As IMDb writes it: "tt0113627" for a title, "nm0000115" for a name. */
export function ImdbId(prefix: 'tt' | 'nm'): PropertyDecorator {
  return Matches(new RegExp(`^${prefix}[0-9]{7,12}$`), {
    message: `$property must be ${prefix} and seven digits or more`,
  });
}

/** An item of Wikidata: "Q191040". */
export function WikidataId(): PropertyDecorator {
  return Matches(/^Q[1-9][0-9]{0,14}$/, { message: '$property must be Q and a number' });
}

/** 1 to 2000 paragraphs of at most 20,000 characters, none of them empty. */
export function Paragraphs(): PropertyDecorator {
  return all(
    ArrayMaxSize(2000),
    Matches(/\S/, { each: true, message: 'no paragraph of $property may be empty' }),
    MaxLength(20_000, { each: true }),
    printable(true),
  );
}

/** As it stands in a URL: "leaving-las-vegas". */
export function Slug(): PropertyDecorator {
  return all(
    Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
      message: '$property may hold small letters, digits and single hyphens between them only',
    }),
    MaxLength(80),
  );
}

/** May be left out, and may not be null: there is nothing that it could be cleared to. */
export function MayBeLeftOut(): PropertyDecorator {
  return ValidateIf((_, value) => value !== undefined);
}

/** May be left out, which leaves it as it is, or be null, which clears it. */
export function MayBeCleared(): PropertyDecorator {
  return IsOptional();
}
