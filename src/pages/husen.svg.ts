import type { APIRoute } from 'astro';
import { streetShapes } from '../campaign/street.ts';

const DUSK = { wall: '#0e2c33', back: '#173e47', pane: '#3f666e', lamp: '#f2bc3d' };
const SKY = '#21505b';

/** The picture of the houses, for the press and for partners. */
export const GET: APIRoute = () =>
  new Response(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 900" role="img"><title>Husen</title>` +
      `<rect width="1600" height="900" fill="${SKY}"/>${streetShapes(DUSK)}</svg>`,
    { headers: { 'Content-Type': 'image/svg+xml' } },
  );
