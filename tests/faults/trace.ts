import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** One system call in a trace, with the numbers of the lines where it began and ended. */
export interface Call {
  readonly text: string;
  readonly began: number;
  readonly ended: number;
}

const CALLS =
  'write,pwrite64,writev,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,sendto,sendmsg';

/** The command that a process is run by whose calls to the disk and the network are written to a file. */
export const traced = (file: string): string[] => [
  ...['strace', '-D', '-f', '-y', '-s', '64', '-e', `trace=${CALLS}`, '-o', file],
];

/** Reads what `strace -f` wrote, once the traced process was killed: calls of several threads, some of them in two lines. */
export async function readTrace(file: string): Promise<Call[]> {
  const trace = await wholeTrace(file);
  const calls: Call[] = [];
  const unfinished = new Map<string, { text: string; began: number }>();
  for (const [line, whole] of trace.split('\n').entries()) {
    const [, thread = '', text = ''] = /^(\d+)\s+(.*)$/u.exec(whole) ?? [];
    const begun = unfinished.get(thread);
    if (text.endsWith('<unfinished ...>')) {
      unfinished.set(thread, { text, began: line });
    } else if (/^<\.\.\. \w+ resumed>/u.test(text) && begun !== undefined) {
      calls.push({ text: begun.text + text, began: begun.began, ended: line });
      unfinished.delete(thread);
    } else {
      calls.push({ text, began: line, ended: line });
    }
  }
  return calls;
}

async function wholeTrace(file: string): Promise<string> {
  for (;;) {
    const trace = await readFile(file, 'utf8');
    if (trace.includes('+++ killed by SIGKILL +++')) return trace;
    await sleep(50);
  }
}
