import type { Dropped } from './desk.ts';

/** Takes what is chosen in a file field, and empties the field, so that the same file can be chosen again. */
export const onFiles = (
  input: HTMLInputElement,
  take: (files: Promise<Dropped[]>) => void,
): void => {
  input.addEventListener('change', () => {
    take(
      contentsOf(input.files).finally(() => {
        input.value = '';
      }),
    );
  });
};

/** Takes files that are dropped anywhere on the page; without this the browser would show them in its place. */
export const onDrop = (take: (files: Promise<Dropped[]>) => void): void => {
  const { classList } = document.documentElement;
  addEventListener('dragover', (event) => {
    event.preventDefault();
    classList.add('dropping');
  });
  addEventListener('dragleave', () => classList.remove('dropping'));
  addEventListener('drop', (event) => {
    event.preventDefault();
    classList.remove('dropping');
    take(contentsOf(event.dataTransfer?.files ?? null));
  });
};

const contentsOf = (files: FileList | null): Promise<Dropped[]> =>
  Promise.all(
    Array.from(files ?? []).map(async (file) => ({
      name: file.name,
      bytes: new Uint8Array(await file.arrayBuffer()),
    })),
  );
