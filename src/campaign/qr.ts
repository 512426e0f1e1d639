import { encode } from 'uqr';

/** A QR code as runs of dark modules: `x`, `y` and `length` in modules, without the quiet zone. */
export interface QrCode {
  /** Modules on a side. */
  readonly modules: number;
  readonly runs: readonly (readonly [x: number, y: number, length: number])[];
}

/** The QR code of an address at error level M (ISO/IEC 18004: 15 % may be lost). */
export function qrCode(address: string): QrCode {
  const { data, size } = encode(address, { ecc: 'M', border: 0 });
  const runs: [number, number, number][] = [];
  data.forEach((row, y) =>
    row.forEach((dark, x) => {
      if (!dark) return;
      const last = runs.at(-1);
      if (last?.[1] === y && last[0] + last[2] === x) last[2] += 1;
      else runs.push([x, y, 1]);
    }),
  );
  return { modules: size, runs };
}
