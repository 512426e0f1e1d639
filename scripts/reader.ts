// `npm run reader`: the page that opens letters, as one file, with its SHA-256 beside it, in
// DATA_DIR/reader; `npm run reader -- <file>`: there.
import { join } from 'node:path';
import { writeReader } from '../src/build/reader-page.ts';

const usual = join(process.env.DATA_DIR ?? '.local', 'reader', 'reader.html');
const [file = usual] = process.argv.slice(2);
console.log(`${await writeReader(file)}  ${file}`);
