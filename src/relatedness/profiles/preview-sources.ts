import type { SqlExecutor } from '../../database/sql';
import { defaultProfile, type Profile, profileLabel } from '../core/profile';
import { rankingOf } from '../core/ranking-of';
import type { FilmFacts, IndexSize } from '../core/relatedness-index';
import { isProfileName, readProfileFile } from '../profile-file';
import { readFilmFile } from '../quality/film-file';
import { Progress } from '../quality/progress';
import { profileOrFile } from './find-profile';
import { previewProfile } from './preview';
import { describePreview, idsToName, type Names, previewAsJson } from './preview-report';
import { activeProfile, namesByIds } from './profile.store';
import { readStore } from './read-store';

export interface PreviewOptions {
  against?: string;
  films?: string;
  sample: number;
  json?: boolean;
}

/** Over all the lists that the store shows. */
export async function previewStore(
  candidate: string,
  { sql, url, against, ...options }: PreviewOptions & { sql: SqlExecutor; url: string },
): Promise<void> {
  const to = await profileOrFile(sql, candidate);
  const from = against ? await profileOrFile(sql, against) : (await activeProfile(sql)).profile;
  const catalogue = await readStore(url);
  // Whoever holds the store lets go of it first when it is interrupted.
  const progress = new Progress({ isEndedByOthers: true });
  await report(
    {
      from,
      to,
      films: () => catalogue.filmFacts(),
      size: catalogue.size,
      namesOf: (ids) => namesByIds(sql, ids),
    },
    { ...options, progress },
  );
}

/** Over films of a file, each as if it had a review. */
export async function previewFilmFile(
  candidate: string,
  { films: file, against, ...options }: PreviewOptions & { films: string },
): Promise<void> {
  const to = await readProfileFile(candidate);
  const from = against ? await readProfileFile(against) : defaultProfile;
  const progress = new Progress();
  const films = await readFilmFile(file, progress).finally(() => progress.end());
  await report(
    {
      from: against ? { ...from, name: against } : from,
      to: { ...to, name: candidate },
      films: () => films.facts,
      size: films.indexSize,
      namesOf: async ({ filmIds }) => ({
        ...films.namesOf,
        films: new Map(filmIds.map((id) => [id, titleWithYear(films.get(id))])),
      }),
    },
    { ...options, progress },
  );
}

async function report(
  {
    from,
    to,
    films,
    size,
    namesOf,
  }: {
    from: Profile;
    to: Profile;
    films: () => Iterable<FilmFacts>;
    size: IndexSize;
    namesOf: (ids: ReturnType<typeof idsToName>) => Promise<Names>;
  },
  { sample, json, progress }: Pick<PreviewOptions, 'sample' | 'json'> & { progress: Progress },
): Promise<void> {
  const rankings = { current: rankingOf(from, films(), size), candidate: rankingOf(to, films(), size) };
  const preview = await previewProfile(rankings, { sampleSize: sample, progress }).finally(() =>
    progress.end(),
  );
  const labels = {
    from: labelOfProfile(from),
    to: labelOfProfile(to),
    names: await namesOf(idsToName(preview)),
  };
  if (json) console.log(JSON.stringify(previewAsJson(preview, labels), null, 2));
  else console.log(describePreview(preview, labels));
}

/** A file goes by its own name: what stands in it may be that of what it was made from. */
function labelOfProfile(profile: Profile): string {
  return isProfileName(profile.name) ? profileLabel(profile) : profile.name;
}

function titleWithYear({ title, releaseYear }: { title: string; releaseYear: number | null }): string {
  return releaseYear === null ? title : `${title} (${releaseYear})`;
}
