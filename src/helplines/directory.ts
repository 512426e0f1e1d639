import { GROUPS, type GroupId, type Helpline } from './helpline.ts';
import type { PhoneNumber } from './phone.ts';

/** The help lines that stand under one heading. */
export interface Group {
  readonly id: GroupId;
  readonly lines: readonly Helpline[];
}

/** A help line that is reached by its own number. */
export type DialledHelpline = Helpline & { readonly phone: PhoneNumber };

/** All help lines in the order of their page: 112, then 116 016, then the other groups; empty groups are left out. */
export const directory = (lines: readonly Helpline[]): Group[] =>
  GROUPS.map((id) => ({ id, lines: inOrder(lines.filter(({ group }) => group === id)) })).filter(
    (group) => group.lines.length > 0,
  );

/** The name of a group in an address: browsers keep it, so it tells nothing. */
export const groupAnchor = (id: GroupId): string =>
  String.fromCharCode('a'.charCodeAt(0) + GROUPS.indexOf(id));

/** The help lines for those who use violence; the ones made for them stand first. */
export const stopLines = (lines: readonly Helpline[]): Helpline[] => {
  const own = inOrder(lines.filter(({ audiences }) => audiences.includes('using-violence')));
  return [
    ...own.filter(({ group }) => group === 'stop'),
    ...own.filter(({ group }) => group !== 'stop'),
  ];
};

/**
 * The help line with this id and its number.
 * @throws Error when there is no such file or the service has no number of its own.
 */
export function helplineById(lines: readonly Helpline[], id: string): DialledHelpline {
  const line = lines.find((candidate) => candidate.id === id);
  if (line === undefined) {
    throw new Error(`"${id}" is no help line; use the name of a file in content/helplines/`);
  }
  if (line.phone === null) {
    throw new Error(`"${id}" has no number of its own; use a help line that has one`);
  }
  return { ...line, phone: line.phone };
}

const inOrder = (lines: readonly Helpline[]): Helpline[] =>
  [...lines].sort((one, other) => one.order - other.order || one.id.localeCompare(other.id));
