import { show } from "@nn/core/component";
import type { Content } from "../content.js";
import { TableError } from "../table-error.js";
import { checkText, textIn } from "./decode.js";
import { contentOf } from "./from-rows.js";
import { checkTableOptions, type TableOptions } from "./options.js";

/** What a text holds that has a JSON object in each line. */
export function contentOfJsonLines(given: string | Uint8Array, options: TableOptions): Content {
  const reading = checkTableOptions("Table.fromJsonLines", options, "JSON lines");
  const { source } = reading;
  const text = textIn(given, source);
  checkText(text, source);
  return contentOf(objects(text, source), reading, "line");
}

function* objects(text: string, source: string): Generator<readonly [unknown, number]> {
  let line = 0;
  for (const each of text.replace(/^\uFEFF/, "").split(/\r\n?|\n/)) {
    line++;
    if (each.trim() !== "") yield [parsed(each, line, source), line];
  }
}

function parsed(text: string, line: number, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const remedy = /^\s*\[/.test(text)
      ? " If all of it is one array, it is Table.fromRows(JSON.parse(text))."
      : /^[^{"]{1,1000}\.(jsonl|ndjson|json)$/i.test(text)
        ? " That looks like a file's name: read the file, and pass its text."
        : "";
    throw new TableError(`, line ${line}: expected a JSON object, but got ${show(text)}.${remedy}`, {
      kind: "no object",
      source,
      line,
    });
  }
}
