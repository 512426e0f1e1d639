// `npm run embed-check -- <file or address> …`: what is wrong with how the numbers were pasted into a page,
// one finding a line, in Swedish, with what to do. Ends with 1 when something is, with 2 when a page
// cannot be read; the other pages are checked all the same. `TODAY` sets the clock,
// `SITE_URL` says where the site stands; without it, the page is believed.
import { checkPage, isLoopback, sitesOf } from '../src/embed/check/check-page.ts';
import { findingSentence } from '../src/embed/check/findings.ts';
import { readPage } from '../src/embed/check/read-page.ts';
import { ownEmbeds } from './content/own-embeds.ts';

const names = process.argv.slice(2);
const today = process.env.TODAY === undefined ? new Date() : new Date(process.env.TODAY);
if (names.length === 0) {
  console.error('Skriv vilken sida: npm run embed-check -- sida.html eller https://…');
  process.exitCode = 2;
}
for (const name of names) await check(name);

async function check(name: string): Promise<void> {
  const before = names.length > 1 ? `${name}: ` : '';
  const read = await readPage(name);
  if (!read.ok) {
    console.error(read.problem);
    process.exitCode = 2;
    return;
  }
  const findings = checkPage(read.value, ownEmbeds(today));
  for (const finding of findings) console.log(before + findingSentence(finding));
  if (findings.length > 0) process.exitCode ??= 1;
  else {
    const sites = sitesOf(read.value);
    const isOwn = sites.some((site) => isLoopback(new URL(site)));
    const warning = isOwn
      ? ' Den adressen finns bara på den egna datorn: hämta filen på er webbplats.'
      : '';
    console.log(`${before}Inget att rätta. Länkarna leder till ${sites.join(', ')}.${warning}`);
  }
}
