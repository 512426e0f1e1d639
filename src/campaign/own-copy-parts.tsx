import { Component, createRef, type ComponentChildren } from 'preact';
import { pieces } from '../i18n/sentences.ts';
import type { OwnFacts, OwnSheet } from './own-copy-facts.ts';
import { drawField } from './own-drawing.ts';
import { sizeOn } from './own-field.ts';
import type { Logo } from './own-logo.ts';
import type { Making, OwnFile } from './own-making.ts';
import type { OwnChoice } from './own-plan.ts';
import type { Refusal } from './own-problems.ts';

interface WordsProps {
  text: string;
  values: Readonly<Record<string, string>>;
}

/** A sentence with its values; numbers and signs run from left to right, names of sheets as they are. */
export const Words = ({ text, values }: WordsProps) => (
  <>
    {pieces(text).map((piece) =>
      'text' in piece ? (
        piece.text
      ) : (
        <bdi key={piece.slot} dir={piece.slot === 'sheet' ? 'auto' : 'ltr'}>
          {values[piece.slot]}
        </bdi>
      ),
    )}
  </>
);

interface ProblemProps {
  id?: string;
  problem: Refusal | null;
  sentences: OwnFacts['problems'];
}

/** What is wrong, said aloud when it comes; the place for it is always there. */
export const Problem = ({ id, problem, sentences }: ProblemProps) => (
  <div id={id} role="alert">
    {problem && (
      <p class="msg">
        <Words text={sentences[problem.problem]} values={problem.values} />
      </p>
    )}
  </div>
);

interface FieldProps extends ProblemProps {
  id: string;
  label: string;
  note: string;
  children: ComponentChildren;
}

/** A field with its label, what to know before, and what is wrong with it. */
export const Field = ({ id, label, note, problem, sentences, children }: FieldProps) => (
  <div class={problem ? 'field err' : 'field'}>
    <label class="lab" for={id}>
      {label}
    </label>
    <p class="q" id={`${id}-note`}>
      {note}
    </p>
    <Problem id={`${id}-problem`} problem={problem} sentences={sentences} />
    {children}
  </div>
);

/** What the control of a `Field` carries. */
export const control = (id: string, problem: Refusal | null) => ({
  class: 'in',
  id,
  'aria-describedby': `${id}-note ${id}-problem`,
  'aria-invalid': problem !== null,
});

interface ChoicesProps {
  facts: OwnFacts;
  choice: OwnChoice<Logo>;
  change: (part: Partial<OwnChoice<Logo>>) => void;
  problem: Refusal | null;
}

/** Which sheets, and in which languages; those that nobody has read stand apart. */
export function Choices({ facts, choice, change, problem }: ChoicesProps) {
  const { words, kinds, languages } = facts;
  const language = (read: boolean) =>
    languages.map(
      (one, place) =>
        one.read === read && (
          <Check
            key={one.name}
            label={one.name}
            lang={one.lang}
            checked={choice.languages.has(place)}
            toggle={() => change({ languages: toggled(choice.languages, place) })}
          />
        ),
    );
  return (
    <div class={problem ? 'field err' : 'field'}>
      <fieldset aria-describedby="own-sheets-problem">
        <legend>{words.sheets}</legend>
        <Problem id="own-sheets-problem" problem={problem} sentences={facts.problems} />
        {kinds.map((kind, place) => (
          <Check
            key={kind}
            label={kind}
            checked={choice.kinds.has(place)}
            invalid={problem !== null}
            toggle={() => change({ kinds: toggled(choice.kinds, place) })}
          />
        ))}
      </fieldset>
      <fieldset>
        <legend>{words.languages}</legend>
        <div class="langs">{language(true)}</div>
        {languages.some(({ read }) => !read) && (
          <fieldset>
            <legend class="sub">{words.unread}</legend>
            <div class="langs">{language(false)}</div>
          </fieldset>
        )}
      </fieldset>
    </div>
  );
}

interface CheckProps {
  label: string;
  lang?: string;
  checked: boolean;
  invalid?: boolean;
  toggle: () => void;
}

const Check = ({ label, lang, checked, invalid = false, toggle }: CheckProps) => (
  <label class="opt">
    <input type="checkbox" checked={checked} aria-invalid={invalid} onChange={toggle} />
    <span>
      <bdi lang={lang}>{label}</bdi>
    </span>
  </label>
);

function toggled(chosen: ReadonlySet<number>, place: number): ReadonlySet<number> {
  const others = new Set(chosen);
  if (!others.delete(place)) others.add(place);
  return others;
}

interface FilesProps {
  facts: OwnFacts;
  files: readonly OwnFile[];
}

/** The copies to save; the keyboard goes to the first. */
export class Files extends Component<FilesProps> {
  list = createRef<HTMLUListElement>();

  override componentDidMount(): void {
    this.list.current?.querySelector('a')?.focus();
  }

  override render({ facts: { words, kinds, languages }, files }: FilesProps) {
    return (
      <>
        <ul class="list" ref={this.list}>
          {files.map(({ sheet, name, href }) => (
            <li key={name}>
              <a href={href} download={name}>
                <span>
                  {kinds[sheet.kind]} ·{' '}
                  <bdi lang={languages[sheet.language]?.lang}>
                    {languages[sheet.language]?.name}
                  </bdi>
                </span>
              </a>
            </li>
          ))}
        </ul>
        <p class="q">{words.print}</p>
      </>
    );
  }
}

interface PreviewProps {
  facts: OwnFacts;
  sheet: OwnSheet | undefined;
  making: Making;
}

/** The width of the preview in pixels: twice what it is shown at. */
const PREVIEW_PIXELS = 640;
/** Here and not in the style sheet, which every page carries. It is printed in grey. */
const PREVIEW_STYLE = {
  display: 'block',
  inlineSize: 'min(100%, 20rem)',
  border: '2px solid',
  filter: 'grayscale(1)',
};

/** The field as it will be printed on the first sheet, once there is something in it. */
export class Preview extends Component<PreviewProps> {
  canvas = createRef<HTMLCanvasElement>();

  override componentDidMount(): void {
    this.draw();
  }

  override componentDidUpdate(): void {
    this.draw();
  }

  draw(): void {
    const { current: canvas } = this.canvas;
    const { sheet, making } = this.props;
    if (canvas === null || sheet === undefined) return;
    const { field, rtl } = sheet;
    canvas.width = PREVIEW_PIXELS;
    canvas.height = Math.round((PREVIEW_PIXELS * field.height) / field.width);
    drawField(canvas, field, { ...making, size: sizeOn(field, making.line, making.wide), rtl });
  }

  override render({ facts: { words, kinds }, sheet, making: { logo, line } }: PreviewProps) {
    if (sheet === undefined || (logo === null && line === '')) return null;
    return (
      <figure style={{ margin: '1.5rem 0 0' }}>
        <figcaption>
          <Words text={words.preview} values={{ sheet: kinds[sheet.kind] ?? '' }} />
        </figcaption>
        <canvas ref={this.canvas} style={PREVIEW_STYLE} />
      </figure>
    );
  }
}
