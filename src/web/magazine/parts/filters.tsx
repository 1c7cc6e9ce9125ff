export interface Choice {
  name: string;
  label: string;
  /** By the values that stand in the address; the first is what holds unless told. */
  options: [value: string, label: string][];
}

/** What narrows and orders a list: a plain form, so that what was chosen stands in the address. */
export function Filters({
  path,
  choices,
  query,
}: {
  path: string;
  choices: Choice[];
  query: URLSearchParams;
}) {
  return (
    <form class="filters" action={path}>
      {choices.map(({ name, label, options }) => (
        <div key={name}>
          <label for={name}>{label}</label>
          <select id={name} name={name}>
            {options.map(([value, text]) => (
              <option key={value} value={value} selected={value !== '' && query.get(name) === value}>
                {text}
              </option>
            ))}
          </select>
        </div>
      ))}
      <button type="submit">Show</button>
    </form>
  );
}

/** Which of the choices the address holds; what is not among the options is left out. */
export function chosen(choices: Choice[], query: URLSearchParams): Record<string, string> {
  return Object.fromEntries(
    choices.flatMap(({ name, options }) => {
      const value = query.get(name);
      return value && options.some(([option]) => option === value) ? [[name, value]] : [];
    }),
  );
}

export function genreChoice(genres: { slug: string; name: string }[]): Choice {
  return {
    name: 'genre',
    label: 'Genre',
    options: [['', 'All genres'], ...genres.map(({ slug, name }): [string, string] => [slug, name])],
  };
}

const thisDecade = Math.floor(new Date().getUTCFullYear() / 10) * 10;
const decades = Array.from({ length: (thisDecade - 1890) / 10 + 1 }, (_, index) =>
  String(thisDecade - index * 10),
);

export const decadeChoice: Choice = {
  name: 'decade',
  label: 'Film of the',
  options: [['', 'Any time'], ...decades.map((decade): [string, string] => [decade, `${decade}s`])],
};

/** Of a decade, the years that it begins and ends with, as filters of the API have them. */
export function yearsOf(decade: string | undefined): { releasedFrom?: number; releasedTo?: number } {
  return decade === undefined ? {} : { releasedFrom: Number(decade), releasedTo: Number(decade) + 9 };
}
