/** The text of an operation, with the fragments that it uses. */
declare module '*.graphql' {
  const text: string;
  export default text;
}
