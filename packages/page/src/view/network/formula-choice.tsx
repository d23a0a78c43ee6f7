import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import type { Texts } from "../../languages/en.js";
import type { Formula } from "../../state/state.js";
import { Choice } from "../controls/fields.js";

interface FormulaChoiceProps<T extends string> {
  readonly id: string;
  readonly label: string;
  readonly isLabelUnseen?: boolean;
  readonly value: T | Formula;
  readonly choices: Readonly<Record<T, string>>;
  /** What a formula of one's own begins with. */
  readonly example: string;
  /** What its letters are, where there are several. */
  readonly letters?: string;
  readonly texts: Texts;
  faultOf(text: string): string | null;
  onChoice(choice: T | Formula): void;
}

/** A component by its name, or by a formula of one's own. */
export function FormulaChoice<T extends string>(props: FormulaChoiceProps<T>): JSX.Element {
  const { id, label, isLabelUnseen, value, choices, example, letters = "", texts, faultOf, onChoice } = props;
  const isOwn = typeof value !== "string";
  const values: Readonly<Partial<Record<T | "own", Formula>>> = { own: { formula: example } } as typeof values;
  const all = { ...choices, own: texts.ownFormula } as Readonly<Record<T | "own", string>>;
  return (
    <>
      <Choice<T | "own">
        id={id}
        label={label}
        isLabelUnseen={isLabelUnseen}
        value={isOwn ? "own" : value}
        choices={all}
        onChoice={(name) => onChoice(values[name] ?? (name as T))}
      />
      {isOwn && (
        <FormulaField
          id={`${id}-formula`}
          label={texts.formulaOf(label) + letters}
          text={value.formula}
          faultOf={faultOf}
          onFormula={(formula) => onChoice({ formula })}
        />
      )}
    </>
  );
}

interface FormulaFieldProps {
  readonly id: string;
  readonly label: string;
  readonly text: string;
  faultOf(text: string): string | null;
  onFormula(text: string): void;
}

function FormulaField({ id, label, text, faultOf, onFormula }: FormulaFieldProps): JSX.Element {
  const [fault, setFault] = useState<string | null>(null);
  const message = useId();
  const read = (typed: string): void => {
    const found = faultOf(typed);
    setFault(found);
    if (found === null) onFormula(typed);
  };
  return (
    <label class="field">
      <span>{label}</span>
      <input
        data-testid={id}
        spellcheck={false}
        value={text}
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? undefined : message}
        onChange={(event) => read(event.currentTarget.value)}
      />
      {fault !== null && (
        <span class="wrong" id={message}>
          {fault}
        </span>
      )}
    </label>
  );
}
