import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Weighs } from '../../graphql/limits/weight';
import { RelationKind } from '../related.type';

@ObjectType({ simpleResolvers: true, description: 'A figure, and between what it lies with 95 %.' })
export class Estimate {
  @Field(() => Float, { description: 'What it most likely is.' })
  value!: number;

  @Field(() => Float, { description: 'The lower end of the interval.' })
  low!: number;

  @Field(() => Float, { description: 'The upper end of the interval.' })
  high!: number;
}

@ObjectType({ simpleResolvers: true, description: 'What clicks say of one kind of reasons.' })
export class KindProposal {
  @Field(() => RelationKind, { description: 'Of which kind.' })
  kind!: RelationKind;

  @Field(() => Estimate, {
    description: 'What a reason of this kind attracts beside one of the average kind, above 0: 1 is as much.',
  })
  worth!: Estimate;

  @Field(() => Float, { description: 'The weight of this kind in the profile that was started from.' })
  weightBefore!: number;

  @Field(() => Float, {
    description: 'The weight proposed: the same where the interval holds 1, else by a half to the double.',
  })
  weightAfter!: number;
}

@ObjectType({ simpleResolvers: true, description: 'What entries with the same kinds of reasons attract.' })
export class KindsAttraction extends Estimate {
  @Field(() => [RelationKind], { description: 'The kinds of the reasons of these entries.' })
  kinds!: RelationKind[];

  @Field(() => Int, { description: 'How often such entries were seen.' })
  impressions!: number;

  @Field(() => Int, { description: 'How often they were clicked.' })
  clicks!: number;
}

@ObjectType({ simpleResolvers: true, description: 'How much a place in lists is looked at.' })
export class SlotExamination extends Estimate {
  @Field(() => Int, { description: 'The place in the list, from 0.' })
  slot!: number;

  @Field(() => Int, { description: 'How often an entry was seen there.' })
  impressions!: number;

  @Field(() => Int, { description: 'How often one was clicked there.' })
  clicks!: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'What a profile was made of: clicks on related entries, the effect of their places taken out. src/relatedness/proposal/README.md says how.',
})
export class ProfileProposal {
  @Field(() => GraphQLLocalDate, { description: 'The first day whose clicks were counted.' })
  from!: string;

  @Field(() => GraphQLLocalDate, { description: 'The last day whose clicks were counted.' })
  to!: string;

  @Field(() => String, { description: 'The profile whose weights were changed, as in "default@2".' })
  basedOn!: string;

  @Field(() => Boolean, { description: 'Whether demo events were counted too.' })
  withDemo!: boolean;

  @Field(() => Int, { description: 'How often related entries were seen.' })
  impressions!: number;

  @Field(() => Int, { description: 'How often they were clicked.' })
  clicks!: number;

  @Weighs({ listSize: 4 })
  @Field(() => [KindProposal], { description: 'What follows for each kind of reason.' })
  kinds!: KindProposal[];

  @Field(() => [KindsAttraction], {
    description:
      'Clicks by impression in the place that is clicked most, for each set of kinds that was seen.',
  })
  attraction!: KindsAttraction[];

  @Field(() => [SlotExamination], {
    description: 'How much each place is looked at beside the one that is clicked most, which has 1.',
  })
  examination!: SlotExamination[];

  @Field(() => Float, {
    description:
      'How much more clicks scatter than by chance; 1 at least. The intervals are wider by its root.',
  })
  dispersion!: number;
}
