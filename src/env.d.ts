declare module '*?inline-script' {
  /** The text of a classic script, bundled and minified. */
  const code: string;
  export default code;
}

declare module '*?island' {
  /** The address of a module that a page loads when a part of it is used. */
  const path: string;
  export default path;
}

declare module 'virtual:seal' {
  /** The address of the script that locks a letter, e.g. `/l.01234567.js`. */
  export const sealPath: string;
}
