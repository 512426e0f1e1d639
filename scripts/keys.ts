// `npm run keys`: the certificates that letters are locked for, and what must be done about them; ends with
// 1 when there is anything. `npm run keys -- add | replace | remove | tidy …` changes them; written wrong, it
// says how. docs/KEYS.md says who does what. `TODAY` sets the clock.
import { format, resolveConfig } from 'prettier';
import { judgedOn } from '../src/helplines/fact-age.ts';
import { carryOut } from '../src/keys/carry-out.ts';
import { readCommand } from '../src/keys/command.ts';

const command = readCommand(process.argv.slice(2));
const told = command.ok
  ? await carryOut(command.value, {
      environment: process.env,
      now: judgedOn(process.env),
      format: async (json) =>
        format(json, { ...(await resolveConfig('content/area/profile.json')), parser: 'json' }),
      coloured: process.stdout.isTTY,
    })
  : command;
if (told.ok) console.log(told.value.text);
else console.error(told.problem.sentence);
process.exitCode = told.ok && !told.value.toDo ? 0 : 1;
