import type { JSX } from "preact";

interface FileButtonProps {
  readonly id: string;
  readonly label: string;
  /** The files that are offered. */
  readonly accept: string;
  onFile(file: File): void;
}

/** A button that opens a file of the reader's own. */
export function FileButton({ id, label, accept, onFile }: FileButtonProps): JSX.Element {
  return (
    <label class="file">
      <input
        type="file"
        class="unseen"
        data-testid={id}
        accept={accept}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) onFile(file);
          // The same file may be opened again.
          currentTarget.value = "";
        }}
      />
      {label}
    </label>
  );
}
