import { helplines } from '../content.ts';
import { publicHelplines } from '../helplines/public-json.ts';

/** The published help lines as data for other sites. */
export const GET = async (): Promise<Response> => Response.json(publicHelplines(await helplines()));
