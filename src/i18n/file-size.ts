/** The size of a file in the words of a language, rounded up and never broken: `23 kB`, `7,4 MB`. */
export function fileSize(bytes: number, lang: string): string {
  const large = bytes >= 1_000_000;
  const unit = large ? 'megabyte' : 'kilobyte';
  const key = `${lang} ${unit}`;
  const formatter =
    formatters.get(key) ?? new Intl.NumberFormat(`${lang}-u-nu-latn`, { style: 'unit', unit });
  formatters.set(key, formatter);
  const size = formatter.format(large ? Math.ceil(bytes / 100_000) / 10 : Math.ceil(bytes / 1000));
  return size.replaceAll(' ', '\u00a0');
}

/** One page tells hundreds of sizes, and a format is slow to make. */
const formatters = new Map<string, Intl.NumberFormat>();
