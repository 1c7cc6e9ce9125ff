import type { Profile } from '../../src/relatedness/core/profile';
import { IndexFollower } from '../../src/relatedness/index-follower';

/** A follower that has nothing to complain of: else its `stop` throws. */
export async function startQuietFollower(url: string, profile?: Profile): Promise<IndexFollower> {
  const errors: unknown[] = [];
  const follower = new IndexFollower({
    url,
    ...(profile && { profile }),
    onError: (error) => errors.push(error),
  });
  const stop = follower.stop.bind(follower);
  follower.stop = async () => {
    await stop();
    if (errors.length > 0) throw errors[0];
  };
  await follower.start();
  return follower;
}
