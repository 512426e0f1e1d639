import { MEASURES, type Findings } from './findings.ts';

/** What was found in one browser, by the names of the sites. */
export type Table = ReadonlyMap<string, Findings>;

const END = '<!-- end -->';
const ROWS: readonly string[] = Object.values(MEASURES).map(({ label }) => label);

/** The report with its tables, by the names of the browsers, made anew; the text around them stays. */
export function withTables(report: string, tables: ReadonlyMap<string, Table>): string {
  return [...tables].reduce((text, [browser, table]) => {
    const { before, after } = around(text, browser);
    return `${before}\n\n${markdown(table)}\n\n${after}`;
  }, report);
}

/** What the report says of one site in one browser. @throws Error when it says nothing. */
export function recorded(report: string, browser: string, site: string): Findings {
  const [head = [], , ...rows] = around(report, browser)
    .table.trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const column = head.indexOf(site);
  if (column < 0) throw new Error(`docs/TRACES.md says nothing of ${site} in ${browser}.`);
  return new Map(rows.map((row) => [row[1] ?? '', row[column] ?? '']));
}

function markdown(table: Table): string {
  const found = new Set([...table.values()].flatMap((findings) => [...findings.keys()]));
  const measured = ROWS.filter((row) => found.has(row));
  const files = [...found].filter((row) => !measured.includes(row)).sort();
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(['', ...table.keys()]),
    line(['', ...table.keys()].map(() => '---')),
    ...[...measured, ...files].map((row) =>
      line([row, ...[...table.values()].map((findings) => findings.get(row) ?? 'no')]),
    ),
  ].join('\n');
}

/** A browser's table, and the text before and after it. */
function around(report: string, browser: string) {
  const mark = `<!-- measured: ${browser} -->`;
  const start = report.indexOf(mark) + mark.length;
  const end = report.indexOf(END, start);
  if (start < mark.length || end < 0) {
    throw new Error(`docs/TRACES.md has no place for ${browser}: ${mark} … ${END}`);
  }
  return {
    before: report.slice(0, start),
    table: report.slice(start, end),
    after: report.slice(end),
  };
}
