// The bundler brings operations in as text.
declare module '*.graphql' {
  const text: string;
  export default text;
}
