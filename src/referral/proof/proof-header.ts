/** The header in which a sender under a limit shows the work that its device has done. */
export const PROOF_HEADER = 'X-Proof';

/** In the place of a proof: the page itself wants to be asked for one, as when the honeypot is filled. */
export const PROOF_WANTED = 'wanted';
