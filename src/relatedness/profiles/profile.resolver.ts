import { Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { OnlyFor } from '../../access/guard';
import { Role } from '../../access/role';
import { Input, type MutationInput, mutate, type Writing } from '../../editorial/mutation';
import type { UserError } from '../../editorial/user-error';
import type { RequestContext } from '../../graphql/context';
import { profileLabel } from '../core/profile';
import { listProfiles, type ProfileRow, readProfile } from './profile.store';
import {
  ActivateProfileInput,
  ActivateProfilePayload,
  CreateProfileInput,
  CreateProfilePayload,
  ProposeProfileInput,
  ProposeProfilePayload,
  PutProposalAsideInput,
  PutProposalAsidePayload,
  RelatednessProfile,
  RollBackProfileInput,
  RollBackProfilePayload,
} from './profile.type';
import { toFigures } from './profile-figures.type';
import type { ProfileProposal } from './profile-proposal.type';
import {
  type WrittenProfile,
  writeActivation,
  writeProfile,
  writeProposal,
  writeProposalAside,
  writeRollBack,
} from './profile-writing';

@Resolver()
export class ProfilesResolver {
  @OnlyFor(Role.ANALYST, Role.EDITOR)
  @Query(() => [RelatednessProfile], {
    description: 'All versions of all profiles, by name and version. Lists are made by the active one.',
  })
  async profiles(@Ctx() { sql }: RequestContext): Promise<RelatednessProfile[]> {
    return (await listProfiles(sql)).map(toRelatednessProfile);
  }

  @OnlyFor(Role.EDITOR)
  @Mutation(() => CreateProfilePayload, {
    description: 'Keeps a new version of a profile. Nothing changes for readers until it is activated.',
  })
  createProfile(
    @Input(() => CreateProfileInput) input: CreateProfileInput,
    @Ctx() context: RequestContext,
  ): Promise<CreateProfilePayload> {
    return writing(context, 'createProfile', input, writeProfile);
  }

  @OnlyFor(Role.EDITOR)
  @Mutation(() => ProposeProfilePayload, {
    description:
      'Makes a profile of what readers click: the active one, with the weights that fit better, as the next version of "clicks". Nothing changes for readers until somebody activates it.',
  })
  proposeProfile(
    @Input(() => ProposeProfileInput) input: ProposeProfileInput,
    @Ctx() context: RequestContext,
  ): Promise<ProposeProfilePayload> {
    return writing(context, 'proposeProfile', input, writeProposal);
  }

  @OnlyFor(Role.EDITOR)
  @Mutation(() => PutProposalAsidePayload, {
    description:
      'Has a proposal wait no more. It stays among the profiles, and can be activated still. One that is put aside already stays so.',
  })
  putProposalAside(
    @Input(() => PutProposalAsideInput) input: PutProposalAsideInput,
    @Ctx() context: RequestContext,
  ): Promise<PutProposalAsidePayload> {
    return writing(context, 'putProposalAside', input, writeProposalAside);
  }

  @OnlyFor(Role.EDITOR)
  @Mutation(() => ActivateProfilePayload, {
    description:
      'Has every list made by a profile, on every instance within seconds. One that is active already stays so.',
  })
  activateProfile(
    @Input(() => ActivateProfileInput) input: ActivateProfileInput,
    @Ctx() context: RequestContext,
  ): Promise<ActivateProfilePayload> {
    return writing(context, 'activateProfile', input, writeActivation);
  }

  @OnlyFor(Role.EDITOR)
  @Mutation(() => RollBackProfilePayload, {
    description: 'Takes the latest activation back: what was active before is active again.',
  })
  rollBackProfile(
    @Input(() => RollBackProfileInput) input: RollBackProfileInput,
    @Ctx() context: RequestContext,
  ): Promise<RollBackProfilePayload> {
    return writing(context, 'rollBackProfile', input, writeRollBack);
  }
}

async function writing<Given extends MutationInput>(
  context: RequestContext,
  action: string,
  input: Given,
  write: (writing: Writing, input: Given) => Promise<WrittenProfile>,
): Promise<{ profile: RelatednessProfile | null; isNew: boolean | null; userErrors: UserError[] }> {
  const { written, userErrors } = await mutate(context, action, input, (tools) => write(tools, input));
  if (!written) return { profile: null, isNew: null, userErrors };
  const rows = await listProfiles(context.sql);
  const row = rows.find((each) => profileLabel(each) === written.label);
  return { profile: row ? toRelatednessProfile(row) : null, isNew: written.isNew ?? null, userErrors };
}

function toRelatednessProfile(row: ProfileRow): RelatednessProfile {
  const profile = readProfile(row);
  return {
    ...row,
    label: profileLabel(row),
    figures: profile && toFigures(profile),
    proposal: row.proposal as ProfileProposal | null,
  };
}
