import type { Viewer } from '../../access/viewer';
import type { Period } from '../../analytics/period';
import type { SqlExecutor } from '../../database/sql';
import { OperatorError } from '../../errors';
import { profileLabel, type RelationKind } from '../core/profile';
import { leastClicks, type Proposal, proposeWeights } from '../proposal/proposal';
import { clicksOnRelated } from './clicks.store';
import { activeProfile, createProfile, type StoredProfile } from './profile.store';
import type { ProfileProposal } from './profile-proposal';

/** What profiles that are made of clicks are called. */
const proposalName = 'clicks';

/** What was clicked does not decide it. */
export class UndecidedError extends OperatorError {}

export interface ProposalWanted extends Period {
  withDemo: boolean;
  viewer?: Viewer | null;
}

/**
 * Keeps the active profile, with the weights that fit what readers click, as the next version of `clicks`, on record. It
 * is not made active.
 * @param sql of a transaction.
 * @throws UndecidedError where clicks are too few, or no 95 % interval of theirs shows a difference.
 */
export async function proposeProfile(
  sql: SqlExecutor,
  { viewer = null, ...wanted }: ProposalWanted,
): Promise<StoredProfile & { isNew: boolean; made: ProfileProposal }> {
  const { profile } = await activeProfile(sql);
  const proposal = await proposalFor(sql, profile, wanted);
  const weights = Object.fromEntries(
    proposal.kinds.map(({ kind, weightAfter }) => [kind, weightAfter]),
  ) as Record<RelationKind, number>;
  const made = { ...proposal, ...wanted, basedOn: profileLabel(profile) };
  const kept = await createProfile(
    sql,
    { ...profile, name: proposalName, weights },
    { viewer, note: noteOf(made), proposal: made },
  );
  return { ...kept, made };
}

async function proposalFor(
  sql: SqlExecutor,
  profile: StoredProfile['profile'],
  { from, to, withDemo }: Omit<ProposalWanted, 'viewer'>,
): Promise<Proposal> {
  const counts = await clicksOnRelated(sql, { from, to });
  const proposal = proposeWeights(
    profile,
    counts.filter(({ isDemo }) => withDemo || !isDemo),
  );
  const seen = `${number(proposal.clicks)} clicks on related articles from ${from} to ${to}`;
  if (!proposal.kinds) {
    const hasDemo = !withDemo && counts.some(({ isDemo }) => isDemo);
    throw new UndecidedError(
      `${seen} are too few: ${number(leastClicks)} are needed, ${number(leastClicks - proposal.clicks)} more${
        hasDemo ? '; demo events were left out' : ''
      }`,
    );
  }
  if (proposal.kinds.every(({ weightBefore, weightAfter }) => weightBefore === weightAfter)) {
    throw new UndecidedError(
      `${seen} show no kind of reason to attract more than another, by 95 % intervals: the weights may stay`,
    );
  }
  return proposal;
}

function noteOf({ clicks, from, to, basedOn, withDemo, kinds }: ProfileProposal): string {
  const changes = kinds
    .filter(({ weightBefore, weightAfter }) => weightBefore !== weightAfter)
    .map(
      ({ kind, weightBefore, weightAfter }) =>
        `${kind.toLowerCase()} ×${(weightAfter / weightBefore).toFixed(2)}`,
    );
  const demo = withDemo ? ', demo events included' : '';
  return `from ${number(clicks)} clicks, ${from} to ${to}${demo}, on ${basedOn}: ${changes.join(', ')}`;
}

const number = (value: number) => value.toLocaleString('en');
