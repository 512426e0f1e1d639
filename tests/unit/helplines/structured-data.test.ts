import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { helplineSchema } from '../../../src/helplines/helpline.ts';
import { publicHelplines, publicHelplinesJsonSchema } from '../../../src/helplines/public-json.ts';
import { structuredHelplines } from '../../../src/helplines/structured-data.ts';

const TODAY = new Date('2026-11-23');
const line = (id: string) =>
  helplineSchema.parse(JSON.parse(readFileSync(`content/helplines/${id}.json`, 'utf8')));

test('search engines get number and hours, and nothing that nobody has checked', () => {
  const lines = ['kvinnofridslinjen', 'valj-att-sluta', 'polisen-11414'].map(line);
  const graph = (JSON.parse(structuredHelplines(lines, TODAY)) as { '@graph': { name: string }[] })[
    '@graph'
  ];
  expect(graph.map(({ name }) => name)).not.toContain('Polisen');
  expect(JSON.stringify(graph)).toContain('"telephone":"116016"');
  expect(JSON.stringify(graph)).toContain('"opens":"08:30","closes":"16:00"');
});

test('stale hours are left out, the number stays', () => {
  const said = structuredHelplines([line('ratt-att-valja')], TODAY);
  expect(said).toContain('telephone');
  expect(said).not.toContain('opens');
});

test('hours that change in summer are left out rather than told wrongly', () => {
  expect(structuredHelplines([line('brottsofferjouren')], TODAY)).not.toContain('opens');
});

test('the published data meets the published schema, and wrong data does not', () => {
  const schema = z.fromJSONSchema(
    publicHelplinesJsonSchema() as Parameters<typeof z.fromJSONSchema>[0],
  );
  const data: unknown = JSON.parse(
    JSON.stringify(publicHelplines(['kvinnofridslinjen', 'bris', 'jourhavande-prast'].map(line))),
  );
  expect(schema.safeParse(data).success).toBe(true);
  const wrong = JSON.parse(JSON.stringify(data).replace('"tel:', '"http:')) as unknown;
  expect(schema.safeParse(wrong).success).toBe(false);
});
