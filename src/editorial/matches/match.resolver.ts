import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { OnlyFor } from '../../access/guard';
import { Role } from '../../access/role';
import { Film } from '../../films/film.type';
import { readConnection } from '../../graphql/connection';
import type { RequestContext } from '../../graphql/context';
import { Node, type Typed } from '../../graphql/node';
import { loadNode } from '../../graphql/node.resolver';
import { Review } from '../../reviews/review.type';
import { Input, type MutationInput, mutate, type Writing } from '../mutation';
import { undo } from './act';
import { acceptMatch, type Decided, rejectMatch, typeOfKind } from './deciding';
import { findMatch, type MatchRow, matchList } from './match.store';
import {
  AcceptMatchInput,
  AcceptMatchPayload,
  Match,
  MatchConnection,
  MatchesArgs,
  RejectMatchInput,
  RejectMatchPayload,
  SplitFilmInput,
  SplitFilmPayload,
  SplitPersonInput,
  SplitPersonPayload,
  UndoMatchingInput,
  UndoMatchingPayload,
} from './match.type';
import { splitFilm, splitPerson } from './splitting';

@Resolver(() => Match)
export class MatchResolver {
  @OnlyFor(Role.EDITOR)
  @Query(() => MatchConnection, {
    description: 'Which films and people were guessed to be meant by articles and catalogues; latest first.',
  })
  matches(
    @Args(() => MatchesArgs) { status, ...page }: MatchesArgs,
    @Ctx() { sql }: RequestContext,
  ): Promise<MatchConnection> {
    return readConnection<MatchRow>(sql, matchList(status ?? null), page);
  }

  @FieldResolver(() => Node, { nullable: true, description: 'The film or person that is meant.' })
  candidate(@Root() { kind, candidateId }: Match, @Ctx() context: RequestContext): Promise<Typed | null> {
    return loadNode(context, { type: typeOfKind[kind], id: candidateId });
  }

  @FieldResolver(() => Node, {
    nullable: true,
    description:
      'The film or person that was made of what is written; null where it was taken for the candidate.',
  })
  async subject(@Root() { kind, subjectId }: Match, @Ctx() context: RequestContext): Promise<Typed | null> {
    return subjectId === null ? null : loadNode(context, { type: typeOfKind[kind], id: subjectId });
  }

  @FieldResolver(() => Film, { nullable: true, description: 'Whose credits name the person.' })
  async film(@Root() { filmId }: Match, @Ctx() { loaders }: RequestContext): Promise<Film | null> {
    return filmId === null ? null : loaders.filmById.load(filmId);
  }

  @FieldResolver(() => Review, { nullable: true, description: 'The article that says so.' })
  async review(@Root() { reviewId }: Match, @Ctx() { loaders }: RequestContext): Promise<Review | null> {
    return reviewId === null ? null : loaders.reviewById.load(reviewId);
  }

  @OnlyFor(Role.EDITOR)
  @Mutation(() => AcceptMatchPayload, {
    description: 'Makes one of two: what was made of what is written becomes part of the candidate.',
  })
  acceptMatch(
    @Input(() => AcceptMatchInput) input: AcceptMatchInput,
    @Ctx() context: RequestContext,
  ): Promise<AcceptMatchPayload> {
    return deciding(context, 'acceptMatch', input, acceptMatch);
  }

  @OnlyFor(Role.EDITOR)
  @Mutation(() => RejectMatchPayload, {
    description: 'Keeps two apart for good, or takes apart again what was made one.',
  })
  rejectMatch(
    @Input(() => RejectMatchInput) input: RejectMatchInput,
    @Ctx() context: RequestContext,
  ): Promise<RejectMatchPayload> {
    return deciding(context, 'rejectMatch', input, rejectMatch);
  }

  @OnlyFor(Role.EDITOR)
  @Mutation(() => SplitPersonPayload, { description: 'Makes somebody new of the credits on some films.' })
  async splitPerson(
    @Input(() => SplitPersonInput) input: SplitPersonInput,
    @Ctx() context: RequestContext,
  ): Promise<SplitPersonPayload> {
    const { written, userErrors } = await mutate(context, 'splitPerson', input, (writing) =>
      splitPerson(writing, input),
    );
    const person = written && (await context.loaders.personById.load(written.id));
    return { person, act: written?.act ?? null, userErrors };
  }

  @OnlyFor(Role.EDITOR)
  @Mutation(() => SplitFilmPayload, {
    description: 'Makes a film of its own of what some reviews are about.',
  })
  async splitFilm(
    @Input(() => SplitFilmInput) input: SplitFilmInput,
    @Ctx() context: RequestContext,
  ): Promise<SplitFilmPayload> {
    const { written, userErrors } = await mutate(context, 'splitFilm', input, (writing) =>
      splitFilm(writing, input),
    );
    const film = written && (await context.loaders.filmById.load(written.id));
    return { film, act: written?.act ?? null, userErrors };
  }

  @OnlyFor(Role.EDITOR)
  @Mutation(() => UndoMatchingPayload, {
    description: 'Takes back what was merged, split or decided. What others have changed since stays.',
  })
  async undoMatching(
    @Input(() => UndoMatchingInput) input: UndoMatchingInput,
    @Ctx() context: RequestContext,
  ): Promise<UndoMatchingPayload> {
    const { written, userErrors } = await mutate(context, 'undoMatching', input, (writing) =>
      undo(writing, { id: Number(input.act), field: ['act'] }),
    );
    return { isUndone: written !== null, userErrors };
  }
}

async function deciding<Given extends MutationInput & { match: string }>(
  context: RequestContext,
  action: string,
  input: Given,
  decide: (writing: Writing, id: number) => Promise<Decided>,
): Promise<AcceptMatchPayload> {
  const { written, userErrors } = await mutate(context, action, input, (writing) =>
    decide(writing, Number(input.match)),
  );
  const match = written && (await findMatch(context.sql, written.id));
  return { match, act: written?.act ?? null, userErrors };
}
