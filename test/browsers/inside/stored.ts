import { fromFile } from "@nn/formats";
import { answersOf } from "../../formats/stored/answers.mjs";
import { textOf } from "./report.js";

// Loads the networks that the server has stored, imports their modules, and reports what they answer.

interface StoredFiles {
  readonly text: string;
  /** In base64. */
  readonly safetensors: string;
  readonly row: { readonly asked: unknown; readonly inputs: unknown; readonly targets: unknown };
}

declare const atob: (base64: string) => string;

async function answers(): Promise<unknown> {
  const networks = (await (await fetch("networks.json")).json()) as Readonly<Record<string, StoredFiles>>;
  const all: Record<string, unknown> = {};
  for (const [name, { text, safetensors, row }] of Object.entries(networks)) {
    const bytes = Uint8Array.from(atob(safetensors), (letter) => letter.charCodeAt(0));
    const { predict } = (await import(`./module-${name}.js`)) as { predict(asked: unknown): unknown };
    all[name] = {
      json: answersOf(fromFile(text) as never, row),
      safetensors: answersOf(fromFile(bytes) as never, row),
      module: predict(row.asked),
    };
  }
  return all;
}

answers()
  .catch((error: unknown) => ({ crash: textOf(error) }))
  .then((report) => fetch("report", { method: "POST", body: JSON.stringify(report) }));
