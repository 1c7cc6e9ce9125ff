import { IsInt, IsOptional, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { GraphQLDateTime } from 'graphql-scalars';
import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import { Weighs } from '../../graphql/limits/weight';
import { Review } from '../../reviews/review.type';
import { ListCounts } from '../lists.type';
import { RelationKind, RelationReason } from '../related.type';
import type { ComparedList, Outlook, Preview } from './preview';
import { mostSamples } from './previews';
import { longestLabel } from './profile.type';
import { ProfileFiguresInput } from './profile-figures.type';

@ObjectType({ simpleResolvers: true, description: 'How many entries a kind of reason leads.' })
export class PreviewReason {
  @Field(() => RelationKind, { description: 'The kind of the foremost reason.' })
  kind!: RelationKind;

  @Field(() => Float, { description: 'The part of all entries that it leads, 0 to 1.' })
  share!: number;
}

@ObjectType({ description: 'What readers would find by one profile: a list of up to 6 for each article.' })
export class PreviewOutlook implements Pick<Outlook, 'coverage' | 'orphans' | 'gini' | 'topShare'> {
  @Field(() => ListCounts, { description: 'How many lists have how many entries.' })
  coverage!: ListCounts;

  @Field(() => Int, { description: 'Articles that no list leads to.' })
  orphans!: number;

  @Field(() => Float, {
    description:
      'How uneven links are, as Gini has it: 0 where every article is in as many lists, towards 1.',
  })
  gini!: number;

  @Field(() => Float, {
    description:
      'The part of all entries that are the one article in a hundred that most lists lead to, 0 to 1.',
  })
  topShare!: number;

  leadingReasons!: Outlook['leadingReasons'];
  hubs!: Outlook['hubs'];
}

@ObjectType({ simpleResolvers: true, description: 'An entry of a list that would be shown.' })
export class PreviewEntry {
  @Field(() => Review, { description: 'What is to be read next.' })
  review!: Review;

  @Field(() => Float, { description: 'How closely the two films are related, 0 to 1.' })
  score!: number;

  @Weighs({ listSize: 5 })
  @Field(() => [RelationReason], { description: 'Why, the most telling first.' })
  reasons!: RelationReason[];
}

@ObjectType({ description: 'What stands after the articles about a film, by either profile.' })
export class PreviewList implements ComparedList {
  filmId!: number;
  before!: ComparedList['before'];
  after!: ComparedList['after'];
}

@ObjectType({
  description:
    'What readers would see change if lists were made by another profile, over every article. What editors have pinned and hidden is left out.',
})
export class ProfilePreview
  implements Pick<Preview, 'lists' | 'changed' | 'reordered' | 'kept' | 'rankCorrelation'>
{
  @Field(() => String, { description: 'The profile that is active, as in "default@2".' })
  from!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The one that it is compared with; null for figures that are not kept as one.',
  })
  to!: string | null;

  @Field(() => GraphQLDateTime, { description: 'The store as it was then: up to five minutes ago.' })
  countedAt!: Date;

  @Field(() => Int, { description: 'One list for each published article.' })
  lists!: number;

  @Field(() => Int, { description: 'Lists that an article would enter or leave.' })
  changed!: number;

  @Field(() => Int, { description: 'Lists of the same articles in another order.' })
  reordered!: number;

  @Field(() => Float, { description: 'Of what lists show now, the part that would stay, 0 to 1.' })
  kept!: number;

  @Field(() => Float, {
    description:
      'How far the order agrees, by Kendall’s tau-b: 1 is the same, 0 nothing to do with each other, -1 reversed.',
  })
  rankCorrelation!: number;

  @Field(() => PreviewOutlook, { description: 'What readers find now.' })
  current!: PreviewOutlook;

  @Field(() => PreviewOutlook, { description: 'What they would find.' })
  candidate!: PreviewOutlook;

  sample!: PreviewList[];
  reorderedSample!: PreviewList[];
}

@ArgsType()
export class ProfilePreviewArgs {
  @Field(() => String, {
    nullable: true,
    description:
      'Which profile, as in "auteurs@1"; the active one, to be changed by `figures`, unless given.',
  })
  @IsOptional()
  @MaxLength(longestLabel)
  profile?: string | null;

  @Field(() => ProfileFiguresInput, {
    nullable: true,
    description: 'What is to differ from it; it need not be kept to be looked at.',
  })
  @IsOptional()
  @ValidateNested()
  figures?: ProfileFiguresInput | null;
}

@ArgsType()
export class PreviewSampleArgs {
  @Field(() => Int, {
    nullable: true,
    defaultValue: 5,
    description: `At most so many, from all over, 1 to ${mostSamples}.`,
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(mostSamples)
  first?: number | null;
}
