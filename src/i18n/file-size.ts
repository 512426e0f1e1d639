/** The size of a file in the words of a language, rounded up and never broken: `23 kB`, `7,4 MB`. */
export function fileSize(bytes: number, lang: string): string {
  const large = bytes >= 1_000_000;
  const size = new Intl.NumberFormat(`${lang}-u-nu-latn`, {
    style: 'unit',
    unit: large ? 'megabyte' : 'kilobyte',
  }).format(large ? Math.ceil(bytes / 100_000) / 10 : Math.ceil(bytes / 1000));
  return size.replaceAll(' ', '\u00a0');
}
