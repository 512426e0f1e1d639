import { publicHelplinesJsonSchema } from '../helplines/public-json.ts';

/** The form of `/helplines.json` as a JSON Schema, for those who build on it. */
export const GET = (): Response => Response.json(publicHelplinesJsonSchema());
