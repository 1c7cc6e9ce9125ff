import { setTimeout as sleep } from 'node:timers/promises';
import { stillCounting } from '../errors';
import { profileLabel } from '../relatedness/core/profile';
import type { Ranking } from '../relatedness/core/rank';
import { Slices } from '../slices';
import { LinkSurvey, surveyLinks } from './link-survey';

/** For so long an answer waits for a survey anew where there is one already. */
const usualFreshWithinMs = 1_000;
/** After a survey, for so many times as long as it took, there is none: it must not take all of a processor. */
const restFactor = 2;

/** A survey, and what it was made of. */
interface Kept {
  survey: LinkSurvey;
  ranking: Ranking;
  revision: number;
  /** When the first of the rules that were in force ends, in milliseconds since 1970. */
  rulesHoldUntil: number;
}

/**
 * Keeps the latest survey of the links. It is made anew when somebody asks and the index, or what editors have
 * decided, is not the same any more.
 */
export class Surveyor {
  private kept: Kept | undefined;
  private surveying: Promise<void> | undefined;
  private part = 0;
  private mayBeginAt = 0;
  private readonly stopping = new AbortController();

  constructor(
    private readonly options: {
      relatedness: () => Ranking;
      /** How long an answer waits for the first survey. */
      waitMs: number;
      freshWithinMs?: number;
      sliceMs?: number;
    },
  ) {}

  /**
   * Of the lists as they are now; of those a while ago, if it takes more than a second to go through them.
   * @throws GraphQLError SERVICE_UNAVAILABLE while the first is being made. StoreUnavailableError without an index.
   */
  async latest(signal?: AbortSignal): Promise<LinkSurvey> {
    const asked = Date.now();
    const enough = new AbortController();
    const { waitMs, freshWithinMs = usualFreshWithinMs } = this.options;
    const until = AbortSignal.any([enough.signal, ...(signal ? [signal] : [])]);
    const waited = sleep(this.kept ? freshWithinMs : waitMs, undefined, { ref: false, signal: until })
      .catch(() => undefined)
      .then(() => enough.abort());
    try {
      while (!this.isCurrent() && !enough.signal.aborted) {
        await Promise.race([this.survey(), waited]);
        if (this.kept && this.kept.survey.begunAt >= asked) break;
      }
    } finally {
      enough.abort();
    }
    if (!this.kept) throw stillCounting(this.part);
    return this.kept.survey;
  }

  /** @returns when nothing of it is at work any more. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.surveying?.catch(() => undefined);
  }

  private isCurrent(): boolean {
    const ranking = this.options.relatedness();
    return (
      this.kept?.ranking === ranking &&
      this.kept.revision === ranking.index.revision &&
      Date.now() < this.kept.rulesHoldUntil
    );
  }

  /** One at a time: whoever asks meanwhile waits for the same. */
  private survey(): Promise<void> {
    this.surveying ??= this.rest()
      .then(() => this.make())
      .finally(() => {
        this.surveying = undefined;
      });
    this.surveying.catch(() => undefined); // of those who still wait, each is told
    return this.surveying;
  }

  private async rest(): Promise<void> {
    const restMs = this.mayBeginAt - Date.now();
    if (restMs > 0) await sleep(restMs, undefined, { ref: false, signal: this.stopping.signal });
  }

  private async make(): Promise<void> {
    const begunAt = Date.now();
    const ranking = this.options.relatedness();
    const { revision, rules } = ranking.index;
    const survey = new LinkSurvey(profileLabel(ranking.profile), begunAt);
    this.part = 0;
    await surveyLinks(ranking, survey, {
      slices: new Slices(this.options.sliceMs),
      signal: this.stopping.signal,
      onProgress: (part) => {
        this.part = part;
      },
    });
    this.kept = { survey, ranking, revision, rulesHoldUntil: rules.nextExpiry(begunAt) };
    this.mayBeginAt = Date.now() + restFactor * (Date.now() - begunAt);
  }
}
