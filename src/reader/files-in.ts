import { failure, success } from '../i18n/result.ts';
import type { Dropped } from './desk.ts';
import { MAX_FILE_BYTES } from './letters-in.ts';
import { visibleText } from './safe-text.ts';

/** Takes what is chosen in a file field, and empties the field, so that the same file can be chosen again. */
export const onFiles = (
  input: HTMLInputElement,
  take: (files: Promise<Dropped[]>) => void,
): void => {
  input.addEventListener('change', () => {
    take(
      contentsOf(input.files ?? []).finally(() => {
        input.value = '';
      }),
    );
  });
};

/**
 * Takes files that are dropped anywhere on the page; without this the browser would show them in its place. Text that
 * is dropped into a field goes there; anything else from outside is taken as `no-file`, such as a mail out of Outlook.
 */
export const onDrop = (take: (files: Promise<Dropped[]>) => void): void => {
  const { classList } = document.documentElement;
  let isOfThisPage = false;
  addEventListener('dragstart', () => {
    isOfThisPage = true;
  });
  addEventListener('dragend', () => {
    isOfThisPage = false;
  });
  addEventListener('dragover', (event) => {
    const isForPage = !isTextForField(event);
    classList.toggle('dropping', isForPage);
    if (isForPage) event.preventDefault();
  });
  addEventListener('dragleave', () => classList.remove('dropping'));
  addEventListener('drop', (event) => {
    classList.remove('dropping');
    if (isTextForField(event)) return;
    event.preventDefault();
    const files = Array.from(event.dataTransfer?.files ?? []);
    if (files.length > 0) take(contentsOf(files));
    else if (!isOfThisPage) take(Promise.resolve([NO_FILE]));
  });
};

/** Files with what is in them, or why it could not be read. */
export const contentsOf = (files: Iterable<File>): Promise<Dropped[]> =>
  Promise.all(
    Array.from(files, async (file) => ({
      name: visibleText(file.name),
      content: await contentOf(file),
    })),
  );

const NO_FILE: Dropped = { name: 'Det du drog hit', content: failure('no-file') };

const contentOf = async (file: File): Promise<Dropped['content']> => {
  if (file.size > MAX_FILE_BYTES) return failure('too-large');
  try {
    return success(new Uint8Array(await file.arrayBuffer()));
  } catch {
    return failure('unreadable-file');
  }
};

const isTextForField = ({ target, dataTransfer }: DragEvent): boolean =>
  target instanceof Element &&
  target.matches('.in') &&
  dataTransfer?.types.includes('Files') !== true;
