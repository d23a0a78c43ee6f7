import { type Note, noteSentence } from "@nn/explain";
import type { Words } from "../words.js";

/** What is remarkable about a gradient, as it is shown and as it is read aloud. */
export interface NoteScene {
  readonly kind: Note["kind"];
  readonly html: string;
  readonly spoken: string;
}

export function notesScene(notes: readonly Note[], { texts, mathematics, spoken }: Words): NoteScene[] {
  return notes.map((note) => {
    const told = noteSentence(note, texts.language);
    return { kind: note.kind, html: mathematics(told), spoken: spoken(told) };
  });
}
