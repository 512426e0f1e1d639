import svgpath from 'svgpath';
import { STREET_PATHS, WINDOW_AREAS, WINDOW_GRID } from './street.ts';

/**
 * The street as Typst arrays, for the template: `street-curves` holds for `back`, `wall`, `pane` and
 * `window` the commands of a curve in the units of the picture, and `street-windows` the upper left
 * corners of the windows in the rows with how narrow they are. Drawn in Typst and not as a picture,
 * because only Typst's own shapes keep the inks of a printer.
 */
export function streetCurves(): string {
  const curves = Object.entries(STREET_PATHS).map(
    ([name, path]) => `${name}: (${commandsOf(path).join(', ')},)`,
  );
  const windows = WINDOW_AREAS.flatMap(({ x, y, width, height, narrow }) =>
    Array.from({ length: Math.round(width / WINDOW_GRID.width) }, (_column, column) =>
      Array.from({ length: Math.round(height / WINDOW_GRID.height) }, (_row, row) => {
        const left = x + narrow * (WINDOW_GRID.x + column * WINDOW_GRID.width);
        return `(${left}, ${y + WINDOW_GRID.y + row * WINDOW_GRID.height}, ${narrow})`;
      }),
    ).flat(),
  );
  return `#let street-curves = (${curves.join(', ')})\n#let street-windows = (${windows.join(', ')},)\n`;
}

/** A path with absolute commands and without arcs, each as a Typst array. */
function commandsOf(path: string): string[] {
  const commands: string[] = [];
  svgpath(path)
    .unarc()
    .abs()
    .unshort()
    .iterate(([name, ...values], _place, x, y) => {
      const numbers = values.map(Number);
      if (name === 'H') commands.push(`("L", ${numbers.join(', ')}, ${y})`);
      else if (name === 'V') commands.push(`("L", ${x}, ${numbers.join(', ')})`);
      else commands.push(`("${name}", ${numbers.join(', ')})`.replace(', )', ',)'));
    });
  return commands;
}
