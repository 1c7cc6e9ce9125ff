import { Ctx, Mutation, Resolver } from 'type-graphql';
import { OnlyFor } from '../access/guard';
import { Role } from '../access/role';
import type { RequestContext } from '../graphql/context';
import { mergePeople } from './merging';
import { MergePeopleInput, MergePeoplePayload } from './merging.type';
import { Input, mutate } from './mutation';
import { upsertPerson } from './person-writing';
import { UpsertPersonInput, UpsertPersonPayload } from './person-writing.type';

@Resolver()
export class PersonWritingResolver {
  @OnlyFor(Role.EDITOR)
  @Mutation(() => UpsertPersonPayload, { description: 'Changes what is given of a person, or adds them.' })
  async upsertPerson(
    @Input(() => UpsertPersonInput) input: UpsertPersonInput,
    @Ctx() context: RequestContext,
  ): Promise<UpsertPersonPayload> {
    const { written, userErrors } = await mutate(context, 'upsertPerson', input, (writing) =>
      upsertPerson(writing, input),
    );
    const person = written && (await context.loaders.personById.load(written.id));
    return { person, isNew: written?.isNew ?? null, userErrors };
  }

  @OnlyFor(Role.EDITOR)
  @Mutation(() => MergePeoplePayload, {
    description: 'Makes one person of two: credits, ids and what else they lack go to the first.',
  })
  async mergePeople(
    @Input(() => MergePeopleInput) input: MergePeopleInput,
    @Ctx() context: RequestContext,
  ): Promise<MergePeoplePayload> {
    const { written, userErrors } = await mutate(context, 'mergePeople', input, (writing) =>
      mergePeople(writing, input),
    );
    const person = written && (await context.loaders.personById.load(written.id));
    return { person, act: written?.act ?? null, userErrors };
  }
}
