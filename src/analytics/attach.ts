/**
 * The rows, each with what its id leads to. Left out are those whose id leads to nothing: it is gone since they were
 * counted. A row without an id stays, with null.
 */
export async function attach<Row extends object, Name extends string, Thing>(
  rows: readonly Row[],
  name: Name,
  idOf: (row: Row) => number | null,
  loader: { load(id: number): Promise<Thing | null> },
): Promise<(Row & Record<Name, Thing>)[]> {
  const things = await Promise.all(
    rows.map((row) => {
      const id = idOf(row);
      return id === null ? null : loader.load(id);
    }),
  );
  return rows.flatMap((row, index) => {
    const isGone = things[index] === null && idOf(row) !== null;
    return isGone ? [] : [{ ...row, [name]: things[index] } as Row & Record<Name, Thing>];
  });
}
