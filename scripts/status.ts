// `npm run status`: how the running server is, asked on this machine; ends with 1 where a person must act,
// with 2 where no server answers.
import { z } from 'zod';
import { readConfig } from '../src/intake/config.ts';
import { needsSomebody, statusLines, statusSchema } from '../src/intake/watch/status.ts';

const { healthPort } = readConfig(process.env);
const address = `http://127.0.0.1:${healthPort}/`;
try {
  const status = statusSchema.parse(await (await fetch(address)).json());
  console.log(statusLines(status).join('\n'));
  process.exitCode = needsSomebody(status) ? 1 : 0;
} catch (error) {
  console.error(
    error instanceof z.ZodError
      ? `Something else than this server answers on ${address}: set HEALTH_PORT as the server has it.`
      : `No server answers on ${address}: is it running? PORT and HEALTH_PORT must be set as the server has them.`,
  );
  process.exitCode = 2;
}
