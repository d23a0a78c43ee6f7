import type { Sequential } from "@nn/core";
import { type FileOptions, toModule } from "@nn/formats";
import { answersOf } from "./answers.mjs";
import { storedNetworks } from "./networks.js";
import { trained } from "./trained.js";

/** A network that is handed to another process or a page, and what it answers in this one. */
export interface HandedOver {
  readonly network: Sequential;
  readonly more: FileOptions;
  readonly module: string;
  /** What it is asked, and what it learns from. */
  readonly row: { readonly asked: unknown; readonly inputs: unknown; readonly targets: unknown };
  /** What each of its files has to answer, as JSON has it: each number with its shortest digits, and so its bits. */
  readonly expected: { readonly json: unknown; readonly safetensors: unknown; readonly module: unknown };
}

/** All networks that are kept in files, made and trained here. */
export async function handedOver(): Promise<Readonly<Record<string, HandedOver>>> {
  const all: Record<string, HandedOver> = {};
  for (const [name, { inputs, targets, ...given }] of Object.entries(storedNetworks)) {
    const { network, more, asked } = await trained({ inputs, targets, ...given });
    const other = await trained({ inputs, targets, ...given });
    const row = { asked, inputs, targets };
    const answers = JSON.parse(JSON.stringify(answersOf({ ...other, ...other.more } as never, row)));
    const expected = { json: answers, safetensors: answers, module: answers.predictions };
    all[name] = { network, more, module: toModule(network), row, expected };
  }
  return all;
}
