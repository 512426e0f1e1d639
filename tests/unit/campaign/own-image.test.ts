import sharp from 'sharp';
import { expect, test } from 'vitest';
import {
  movesRefusal,
  pictureKind,
  pixelsRefusal,
  sharpnessRefusal,
  textOf,
  weightRefusal,
} from '../../../src/campaign/own-image.ts';

const picture = sharp({ create: { width: 4, height: 4, channels: 4, background: '#0008' } });
const bytesOf = (text: string) => new TextEncoder().encode(text);

test('knows a picture by its bytes, not by its name', async () => {
  expect(pictureKind(await picture.png().toBuffer())).toBe('png');
  expect(pictureKind(await picture.jpeg().toBuffer())).toBe('jpeg');
  expect(pictureKind(bytesOf('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe('svg');
  expect(pictureKind(bytesOf('\ufeff<?xml version="1.0"?>\n<!-- logo -->\n<svg/>'))).toBe('svg');
});

test('takes no other file for a picture', async () => {
  expect(pictureKind(await picture.webp().toBuffer())).toBeNull();
  expect(pictureKind(await picture.gif().toBuffer())).toBeNull();
  expect(pictureKind(bytesOf('%PDF-1.7'))).toBeNull();
  expect(pictureKind(bytesOf('<!doctype html><svg></svg>'))).toBeNull();
  expect(pictureKind(new Uint8Array())).toBeNull();
});

test('refuses a PNG that moves, and only that', async () => {
  const still = new Uint8Array(await picture.png().toBuffer());
  expect(movesRefusal(still)).toBeNull();
  const control = bytesOf('\0\0\0\u0008acTL\0\0\0\u0002\0\0\0\0\0\0\0\0');
  // Right after the header: 8 bytes of signature and 25 of IHDR.
  const moving = new Uint8Array([...still.slice(0, 33), ...control, ...still.slice(33)]);
  expect(movesRefusal(moving)?.problem).toBe('moves');
});

test('refuses what is too heavy or too large, with its measure', () => {
  expect(weightRefusal(10_000_000)).toBeNull();
  expect(weightRefusal(12_340_000)).toEqual({ problem: 'heavy', values: { size: '12.3 MB' } });
  expect(pixelsRefusal({ width: 5000, height: 4000 })).toBeNull();
  expect(pixelsRefusal({ width: 5001, height: 4000 })?.values).toEqual({ is: '5001 × 4000' });
});

test('asks for 300 dpi on the sheet where the picture is printed largest', () => {
  const rooms = new Map([
    ['A5', { width: 37, height: 25 }],
    ['A3', { width: 86, height: 30 }],
  ]);
  // As wide as the field of A3: 86 mm are 1016 pixels, a quarter of that high.
  expect(sharpnessRefusal({ width: 1000, height: 250 }, rooms)).toEqual({
    problem: 'small',
    values: { is: '1000 × 250', needed: '1016 × 254', sheet: 'A3' },
  });
  expect(sharpnessRefusal({ width: 1016, height: 254 }, rooms)).toBeNull();
  // A square one is as high as the room, and needs fewer.
  expect(sharpnessRefusal({ width: 355, height: 355 }, rooms)).toBeNull();
  expect(sharpnessRefusal({ width: 300, height: 300 }, rooms)?.values).toMatchObject({
    needed: '355 × 355',
  });
  expect(sharpnessRefusal({ width: 1, height: 1 }, new Map())).toBeNull();
});

test('a drawing in UTF-16 is read', () => {
  const text = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>';
  const little = new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
  const big = new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le').swap16());
  expect([textOf(little), textOf(big)]).toEqual([text, text]);
});
