/** Names as links, with commas between them. */
export function People({ people }: { people: { slug: string; name: string }[] }) {
  return (
    <>
      {people.map(({ slug, name }, index) => (
        <span key={slug}>
          {index > 0 && ', '}
          <a href={`/people/${slug}`} dir="auto">
            {name}
          </a>
        </span>
      ))}
    </>
  );
}

/** There are no pictures of people: their initials stand for them. */
export function Monogram({ name }: { name: string }) {
  const words = name.split(/\s+/).filter(Boolean);
  const initials = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? '')][0] ?? '',
  );
  return (
    <span class="monogram" aria-hidden="true">
      {initials.join('')}
    </span>
  );
}
