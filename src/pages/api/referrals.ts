import type { APIRoute } from 'astro';

export const prerender = false;

/** Receives a contact request; every method and body is judged by the intake. */
export const ALL: APIRoute = ({ request, locals }) => locals.intake.receive(request, locals.peer);
