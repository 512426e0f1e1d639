/** One system call in a trace, with the numbers of the lines where it began and ended. */
export interface Call {
  readonly text: string;
  readonly began: number;
  readonly ended: number;
}

/** Reads what `strace -f` wrote: calls of several threads, some of them in two lines. */
export function readTrace(trace: string): Call[] {
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
