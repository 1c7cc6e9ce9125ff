/** The SHA-256 of schema/operations/web/widget.graphql, by which the service knows the operation. */
declare const WIDGET_OPERATION: string;

declare module '*.css' {
  /** The style sheet, minified. */
  const text: string;
  export default text;
}
