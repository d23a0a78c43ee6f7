import type { PrintedClass } from "@nn/explain";
import type { ExportKind } from "../engine/files/exports.js";
import type { ReadTable } from "../engine/files/table.js";
import type { Texts } from "../languages/en.js";
import type { Scene } from "../scene/scene.js";
import type { Action } from "../state/actions.js";
import type { State } from "../state/state.js";

/** What each region shows, and how it says what was done. */
export interface RegionProps {
  readonly scene: Scene;
  readonly state: State;
  readonly texts: Texts;
  send(action: Action): void;
  /** Leaves out the curves of earlier trainings. */
  forget(): void;
  /** Has the plane stand still until a pointer is let go. */
  hold(): void;
}

export type ExportChoice = ExportKind | "svg" | "png";

/** What is done beside the state: a run, taking back, taking along. */
interface Tools {
  readonly isRunning: boolean;
  /** Ends a run where it is. */
  pause(): void;
  /** Goes back to the gradients by which the selected parameter moved last. */
  why(): void;
  readonly canUndo: boolean;
  undo(): void;
  /** Copies a link to this state, and leaves it in the address. */
  share(): void;
  take(kind: ExportChoice, way: "copy" | "save"): void;
  /** Prints the sheet that is filled in, or the key to it. */
  print(what: keyof PrintedClass): void;
  /** Takes the network of a file. */
  openNetwork(file: File): void;
}

/** What else some regions ask for. */
export interface ModelProps extends RegionProps {
  readonly tools: Tools;
  /** Draws a seed. */
  newSeed(): void;
  /** Why a text is no formula; null for one that is. */
  faultOf(kind: "activation" | "loss", text: string): string | null;
  /** The table in a CSV text or its bytes, or why there is none. */
  readTable(text: string | Uint8Array, source: string): ReadTable | string;
  /** Takes the rows of a table; says why it can't, or null. */
  takeTable(read: ReadTable): string | null;
}
