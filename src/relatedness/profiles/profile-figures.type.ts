import { IsInt, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import { figureRanges, type Profile } from '../core/profile';

/** In short; README.md in the folder above has the formulas. */
const meanings = {
  'weights.DIRECTOR': 'What a shared director is worth',
  'weights.ACTOR': 'What a shared actor is worth',
  'weights.GENRE': 'What a shared genre is worth',
  'weights.ERA': 'What it is worth to be from the same years',
  billingSlope: 'How fast a place in the cast loses its worth',
  castDepth: 'How many places of a cast count',
  sharedPeopleBonus: 'By how much each shared person after the first raises what shared people say',
  genreLikeness: 'How much it takes away that the genres differ',
  normalisation: 'How much it takes away that a film lists much altogether',
  eraYears: 'So many years apart, the nearness of two years is worth 1/e of the same year’s',
  eraLikeness: 'How much it takes away from the nearness of years that the genres differ',
  fameBonus: 'By how much each tenfold of people who know a film raises its score',
  receptionContrast: 'How much of the score goes at most because audiences took two films differently',
  receptionSpan: 'Audiences so far apart, 1/e of that is left',
  midpoint: 'The sum of contributions that makes a score of 0.5',
};

type Figure = keyof typeof meanings;

const typeOf = (figure: Figure) => (figure === 'castDepth' ? Int : Float);

function described(figure: Figure): string {
  const [least, most] = figureRanges[figure]!;
  return `${meanings[figure]}, ${least} to ${most}.`;
}

/** Beside a figure that is shown. */
function Shown(figure: Figure): PropertyDecorator {
  return Field(() => typeOf(figure), { description: described(figure) });
}

/** Beside a figure that may be given. */
function Given(figure: Figure): PropertyDecorator {
  const [least, most] = figureRanges[figure]!;
  const rules = [
    Field(() => typeOf(figure), { nullable: true, description: described(figure) }) as PropertyDecorator,
    IsOptional(),
    Min(least),
    Max(most),
    ...(figure === 'castDepth' ? [IsInt()] : []),
  ];
  return (target, property) => {
    for (const rule of rules) rule(target, property);
  };
}

@ObjectType({ simpleResolvers: true, description: 'What each kind of reason is worth beside the others.' })
export class ProfileWeights {
  @Shown('weights.DIRECTOR')
  director!: number;

  @Shown('weights.ACTOR')
  actor!: number;

  @Shown('weights.GENRE')
  genre!: number;

  @Shown('weights.ERA')
  era!: number;
}

@ObjectType({ simpleResolvers: true, description: 'What relatedness weighs, and how much.' })
export class ProfileFigures {
  @Field(() => ProfileWeights, { description: 'What each kind of reason is worth.' })
  weights!: ProfileWeights;

  @Shown('billingSlope')
  billingSlope!: number;

  @Shown('castDepth')
  castDepth!: number;

  @Shown('sharedPeopleBonus')
  sharedPeopleBonus!: number;

  @Shown('genreLikeness')
  genreLikeness!: number;

  @Shown('normalisation')
  normalisation!: number;

  @Shown('eraYears')
  eraYears!: number;

  @Shown('eraLikeness')
  eraLikeness!: number;

  @Shown('fameBonus')
  fameBonus!: number;

  @Shown('receptionContrast')
  receptionContrast!: number;

  @Shown('receptionSpan')
  receptionSpan!: number;

  @Shown('midpoint')
  midpoint!: number;
}

@InputType({ description: 'Weights to change; those that are left out stay.' })
export class ProfileWeightsInput {
  @Given('weights.DIRECTOR')
  director?: number | null;

  @Given('weights.ACTOR')
  actor?: number | null;

  @Given('weights.GENRE')
  genre?: number | null;

  @Given('weights.ERA')
  era?: number | null;
}

@InputType({ description: 'Figures to change; those that are left out stay.' })
export class ProfileFiguresInput {
  @Field(() => ProfileWeightsInput, { nullable: true, description: 'What each kind of reason is worth.' })
  @IsOptional()
  @ValidateNested()
  weights?: ProfileWeightsInput | null;

  @Given('billingSlope')
  billingSlope?: number | null;

  @Given('castDepth')
  castDepth?: number | null;

  @Given('sharedPeopleBonus')
  sharedPeopleBonus?: number | null;

  @Given('genreLikeness')
  genreLikeness?: number | null;

  @Given('normalisation')
  normalisation?: number | null;

  @Given('eraYears')
  eraYears?: number | null;

  @Given('eraLikeness')
  eraLikeness?: number | null;

  @Given('fameBonus')
  fameBonus?: number | null;

  @Given('receptionContrast')
  receptionContrast?: number | null;

  @Given('receptionSpan')
  receptionSpan?: number | null;

  @Given('midpoint')
  midpoint?: number | null;
}

/** As the API has them. */
export function toFigures({ name: _, version: __, weights, ...figures }: Profile): ProfileFigures {
  const { DIRECTOR: director, ACTOR: actor, GENRE: genre, ERA: era } = weights;
  return { ...figures, weights: { director, actor, genre, era } };
}

/** The profile with what is given in the place of what it has. */
export function withFigures(profile: Profile, { weights, ...figures }: ProfileFiguresInput): Profile {
  const { director: DIRECTOR, actor: ACTOR, genre: GENRE, era: ERA } = weights ?? {};
  return {
    ...profile,
    ...given(figures),
    weights: { ...profile.weights, ...given({ DIRECTOR, ACTOR, GENRE, ERA }) },
  };
}

function given<Values extends Record<string, number | null | undefined>>(values: Values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value != null)) as {
    [Name in keyof Values]?: number;
  };
}
