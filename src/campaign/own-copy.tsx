import { Component, createRef, render } from 'preact';
import { fetchedData } from '../i18n/island-data.ts';
import type { OwnFacts } from './own-copy-facts.ts';
import { Choices, control, Field, Files, Preview, Problem, Words } from './own-copy-parts.tsx';
import { lineWidth } from './own-drawing.ts';
import { tidied } from './own-line.ts';
import type { Logo } from './own-logo.ts';
import { failure } from '../i18n/result.ts';
import type * as Library from './own-making.ts';
import { planOf, type OwnChoice } from './own-plan.ts';
import { refusal } from './own-problems.ts';
import { OWN_WORDS } from './own-words.ts';

interface State {
  readonly choice: OwnChoice<Logo>;
  /** How often the copies were asked for. */
  readonly asked: number;
  /** How many copies are ready, while they are made and after. */
  readonly ready: number | null;
  /** The copies, once all are made. */
  readonly files: readonly Library.OwnFile[];
  readonly failed: boolean;
}

const NOTHING_MADE = { ready: null, files: [], failed: false };
const started = new WeakSet<Element>();

/**
 * Puts a partner's logo and one line into the free field of the sheets that are chosen, in the page:
 * nothing is uploaded and nothing is kept. Contract of the markup: `OwnCopy.astro`.
 */
export default async function startOwnCopy(part: HTMLElement): Promise<void> {
  const mount = part.querySelector('[data-mount]');
  if (mount === null || started.has(part)) return;
  started.add(part);
  const facts = await fetchedData(part.dataset['facts'] ?? '');
  if (!isOwnFacts(facts)) {
    // Opened again, it tries again; until then the sentence beside stands.
    started.delete(part);
    return;
  }
  mount.replaceChildren();
  render(<OwnCopy facts={facts} />, mount);
}

/** The facts are the page's own, of the same build; where they are not whole, the sentence beside stands. */
function isOwnFacts(facts: unknown): facts is OwnFacts {
  if (typeof facts !== 'object' || facts === null || !('words' in facts)) return false;
  const { words } = facts;
  return (
    typeof words === 'object' &&
    words !== null &&
    OWN_WORDS.every((name) => name in words) &&
    ['library', 'problems', 'kinds', 'languages', 'sheets'].every((name) => name in facts)
  );
}

class OwnCopy extends Component<{ facts: OwnFacts }, State> {
  override state: State = { choice: firstChoice(this.props.facts), asked: 0, ...NOTHING_MADE };
  form = createRef<HTMLFormElement>();
  file = createRef<HTMLInputElement>();
  /** Until the file that was chosen is read. */
  reading: Promise<void> = Promise.resolve();

  override componentDidUpdate(_props: unknown, { asked }: State): void {
    if (asked === this.state.asked) return;
    this.form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }

  /** Copies of what was chosen before are let go. */
  change = (part: Partial<OwnChoice<Logo>>): void => {
    this.setState(({ choice, files }) => {
      discard(files);
      return { choice: { ...choice, ...part }, ...NOTHING_MADE };
    });
  };

  choose = async (): Promise<void> => {
    const file = this.file.current?.files?.[0];
    const logo = file === undefined ? null : await this.read(file);
    if (this.file.current?.files?.[0] === file) this.change({ logo });
  };

  read = (file: File): Promise<OwnChoice<Logo>['logo']> =>
    load(this.props.facts.library)
      .then(({ readLogo }) => readLogo(file))
      .catch(() => failure(refusal('failed')));

  remove = (): void => {
    const { current } = this.file;
    if (current === null) return;
    current.value = '';
    this.change({ logo: null });
    current.focus();
  };

  make = async (): Promise<void> => {
    await this.reading;
    const { choice, asked, ready } = this.state;
    const { sheets, problems, making } = planned(this.props.facts, choice);
    this.setState({ asked: asked + 1 });
    if (Object.values(problems).some((problem) => problem !== null) || ready !== null) return;
    const show = (part: Partial<State>): void => {
      this.setState((now) => {
        if (now.choice === choice) return part;
        // Something else has been chosen by now.
        discard(part.files ?? []);
        return null;
      });
    };
    show({ ...NOTHING_MADE, ready: 0 });
    try {
      const library = await load(this.props.facts.library);
      const files = await library.makeCopies(sheets, making, (made) => {
        show({ ready: made });
      });
      show({ files });
    } catch {
      show({ ready: null, failed: true });
    }
  };

  override render({ facts }: { facts: OwnFacts }, { choice, asked, ready, files, failed }: State) {
    const { words, problems: sentences } = facts;
    const { sheets, problems, making } = planned(facts, choice);
    // A file says at once what is wrong with it; the rest is said when the copies are asked for.
    const said = asked > 0 ? problems : { sheets: null, logo: problems.logo, line: null };
    const isMaking = ready !== null && files.length === 0;
    return (
      <form
        ref={this.form}
        autocomplete="off"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void this.make();
        }}
      >
        <Choices facts={facts} choice={choice} change={this.change} problem={said.sheets} />
        <Field
          id="own-logo"
          label={words.logo}
          note={words['logo.note']}
          problem={said.logo}
          sentences={sentences}
        >
          <input
            ref={this.file}
            {...control('own-logo', said.logo)}
            type="file"
            accept="image/png,image/jpeg,image/svg+xml"
            onChange={() => {
              this.reading = this.choose();
            }}
          />
          {choice.logo && (
            <button
              type="button"
              class="plain"
              style={{ marginBlockStart: '0.5rem' }}
              onClick={this.remove}
            >
              {words['logo.remove']}
            </button>
          )}
        </Field>
        <Field
          id="own-line"
          label={words.line}
          note={words['line.note']}
          problem={said.line}
          sentences={sentences}
        >
          <input
            {...control('own-line', said.line)}
            dir="ltr"
            autocomplete="off"
            spellcheck={false}
            value={choice.line}
            onInput={({ currentTarget }) => this.change({ line: currentTarget.value })}
          />
        </Field>
        <Preview facts={facts} sheet={sheets[0]} making={making} />
        <button type="submit" class="send">
          {isMaking ? words.making : words.make}
        </button>
        <p role="status">
          {ready !== null && (
            <Words
              text={isMaking ? words.progress : words.done}
              values={{ count: `${ready}${isMaking ? ` / ${sheets.length}` : ''}` }}
            />
          )}
        </p>
        <Problem problem={failed ? refusal('failed') : null} sentences={sentences} />
        {files.length > 0 && <Files facts={facts} files={files} />}
      </form>
    );
  }
}

/** The language of the page, and the one sheet where there is but one. */
const firstChoice = ({ kinds, languages }: OwnFacts): OwnChoice<Logo> => ({
  kinds: new Set(kinds.length === 1 ? [0] : []),
  languages: new Set(languages.flatMap(({ own }, place) => (own ? [place] : []))),
  logo: null,
  line: '',
});

/** What comes of a choice, and what its copies are made of. */
function planned(facts: OwnFacts, choice: OwnChoice<Logo>) {
  const line = tidied(choice.line);
  const wide = lineWidth(line);
  const logo = choice.logo?.ok === true ? choice.logo.value : null;
  return { ...planOf(facts, choice, wide), making: { logo, line, wide } };
}

const load = (address: string): Promise<typeof Library> =>
  import(address).then((library: typeof Library) => library);

/** Lets go of copies that nobody can reach any more. */
function discard(files: readonly Library.OwnFile[]): void {
  for (const { href } of files) URL.revokeObjectURL(href);
}
