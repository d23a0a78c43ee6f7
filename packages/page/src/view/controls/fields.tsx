import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { readNumber } from "../../scene/reading.js";
import { MOST_LETTERS } from "../../state/limits.js";

interface ChoiceProps<T extends string> {
  readonly id: string;
  readonly label: string;
  /** Whether what is around it says already what it is. */
  readonly isLabelUnseen?: boolean | undefined;
  readonly value: T;
  /** What each is called. */
  readonly choices: Readonly<Partial<Record<T, string>>>;
  onChoice(choice: T): void;
}

export function Choice<T extends string>(props: ChoiceProps<T>): JSX.Element {
  const { id, label, isLabelUnseen, value, choices, onChoice } = props;
  const options = Object.entries(choices) as [T, string][];
  return (
    <label class="field">
      <span class={isLabelUnseen ? "unseen" : undefined}>{label}</span>
      <select data-testid={id} value={value} onChange={(event) => onChoice(event.currentTarget.value as T)}>
        {options.map(([name, title]) => (
          <option key={name} value={name} selected={name === value}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

interface NumberFieldProps {
  readonly id: string;
  readonly label: string;
  readonly isLabelUnseen?: boolean;
  /** As the language writes it. */
  readonly text: string;
  /** What is said of a text that isn't right. */
  readonly expected: string;
  isRight(value: number): boolean;
  onNumber(value: number): void;
}

export function NumberField(props: NumberFieldProps): JSX.Element {
  const { id, label, isLabelUnseen, text, expected, isRight, onNumber } = props;
  // It is said as long as the field is about the same number.
  const [wrong, setWrong] = useState<string | null>(null);
  const about = `${label} ${text}`;
  const isWrong = wrong === about;
  const message = useId();
  const read = (typed: string): void => {
    const value = readNumber(typed);
    const isAccepted = value !== null && isRight(value);
    setWrong(isAccepted ? null : about);
    if (isAccepted) onNumber(value);
  };
  return (
    <label class="field">
      <span class={isLabelUnseen ? "unseen" : undefined}>{label}</span>
      <input
        data-testid={id}
        inputMode="decimal"
        size={8}
        value={text}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? message : undefined}
        onChange={(event) => read(event.currentTarget.value)}
      />
      {isWrong && (
        <span class="wrong" id={message}>
          {expected}
        </span>
      )}
    </label>
  );
}

interface TextFieldProps {
  readonly id: string;
  readonly label: string;
  readonly isLabelUnseen?: boolean;
  readonly text: string;
  /** So many letters it may have: a link with more in it isn't read. */
  readonly most?: number;
  onText(text: string): void;
}

export function TextField(props: TextFieldProps): JSX.Element {
  const { id, label, isLabelUnseen, text, most = MOST_LETTERS, onText } = props;
  return (
    <label class="field">
      <span class={isLabelUnseen ? "unseen" : undefined}>{label}</span>
      <input
        data-testid={id}
        size={8}
        maxLength={most}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
      />
    </label>
  );
}
