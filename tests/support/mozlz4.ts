const MAGIC = 'mozLz40\0';
const SHORTEST_MATCH = 4;
const GOES_ON = 15;

/** Whether a file is compressed as Firefox keeps its sessions. */
export const isMozLz4 = (file: Buffer): boolean =>
  file.subarray(0, MAGIC.length).toString('latin1') === MAGIC;

/** The content of such a file: magic, length in four bytes, one LZ4 block. */
export function unpackMozLz4(file: Buffer): Buffer {
  const content = Buffer.alloc(file.readUInt32LE(MAGIC.length));
  let at = MAGIC.length + 4;
  let to = 0;
  const length = (nibble: number): number => {
    let sum = nibble;
    for (let more = nibble === GOES_ON ? 255 : 0; more === 255; sum += more) more = file[at++]!;
    return sum;
  };
  while (at < file.length) {
    const token = file[at++]!;
    const literals = length(token >> 4);
    to += file.copy(content, to, at, at + literals);
    at += literals;
    if (at >= file.length) break;
    const distance = file.readUInt16LE(at);
    at += 2;
    const end = to + length(token & GOES_ON) + SHORTEST_MATCH;
    // Byte by byte: a match may reach into what it writes.
    for (; to < end; to += 1) content[to] = content[to - distance]!;
  }
  return content;
}
