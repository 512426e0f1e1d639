const FRONT = '<path fill="#0E2C33" d="M2 32V10l6-6h16l6 6v22z"/>';
const PANES =
  '<path fill="#8FA9AC" d="M6 12h4v6H6zM22 12h4v6h-4zM6 22h4v6H6zM14 22h4v6h-4zM22 22h4v6h-4z"/>';
const LIT = '<path fill="#F2BC3D" d="M14 12h4v6h-4z"/>';
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${FRONT}${PANES}${LIT}</svg>`;

/** The icon, a house front with one lit window, as a data address: no request, nothing in the cache. */
export const ICON = `data:image/svg+xml,${SVG.replaceAll('"', "'").replaceAll('#', '%23').replaceAll('<', '%3C').replaceAll('>', '%3E')}`;
