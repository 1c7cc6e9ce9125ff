import type { Proposal } from '../proposal/proposal';

/** What a profile was made of: which clicks were counted, and what they say. */
export interface ProfileProposal extends Proposal {
  /** Days, both included: 2026-11-23. */
  from: string;
  to: string;
  /** Label of the profile whose weights were changed. */
  basedOn: string;
  /** Whether events that `reelgraph demo-traffic` has made were counted too. */
  withDemo: boolean;
}
