/** Why what is meant by an id or a title cannot be taken in, where these are of several films of the store. */
export function areTwoFilms(slugs: readonly string[]): string {
  const [keep, other] = slugs;
  return (
    `is ${slugs.map((slug) => `"${slug}"`).join(' and ')} at once, by its ids or its title: ` +
    `if they are one film, run "reelgraph match merge films ${keep} ${other}", else mend the ids`
  );
}
