/** The element with this id. @throws Error when the page has no such element of this kind. */
const part = <Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind => {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`The page has no ${id}.`);
};

/** Everything of the page that the script touches. */
export const pageParts = () => ({
  online: part('online', HTMLElement),
  desk: part('desk', HTMLElement),
  deskHeading: part('desk-heading', HTMLElement),
  locked: part('locked', HTMLElement),
  letterFile: part('letter-file', HTMLInputElement),
  letterText: part('letter-text', HTMLTextAreaElement),
  letterState: part('letter-state', HTMLElement),
  keyFile: part('key-file', HTMLInputElement),
  keyState: part('key-state', HTMLElement),
  passphrase: part('passphrase', HTMLInputElement),
  showPassphrase: part('show-passphrase', HTMLInputElement),
  problem: part('problem', HTMLElement),
  open: part('open', HTMLButtonElement),
  reading: part('reading', HTMLElement),
  copy: part('copy', HTMLButtonElement),
  print: part('print', HTMLButtonElement),
  lock: part('lock', HTMLButtonElement),
  said: part('said', HTMLElement),
  turn: part('turn', HTMLElement),
  previous: part('previous', HTMLButtonElement),
  count: part('count', HTMLElement),
  next: part('next', HTMLButtonElement),
  letterHeading: part('letter-heading', HTMLElement),
  letter: part('letter', HTMLElement),
  moreFile: part('more-file', HTMLInputElement),
});
