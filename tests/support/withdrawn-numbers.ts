/** Numbers that services have given up, or that others give out by mistake for a place they do not serve. */
export const WITHDRAWN = ['020505050', '+4620505050', '020290390', '020708003', '0104440500'];

/** The numbers of a text that are no longer right, whatever stands between their digits. */
export function withdrawnIn(text: string): string[] {
  const digits = text.replace(/[\s‑–()./-]/gu, '');
  return WITHDRAWN.filter((number) => digits.includes(number));
}
