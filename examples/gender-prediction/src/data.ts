import { basename } from "node:path";
import type { LabelEncoder, Scaler, Table } from "@nn/data";
import type { Arguments } from "./arguments.js";
import { labelEncoder, readPeople } from "./people.js";

/** The people to learn from: two inputs each, and a label that is 0 or 1. */
export interface Lesson {
  readonly people: Table;
  /** As the file has them. */
  readonly labels: readonly string[];
  readonly rows: number[][];
  readonly encoder: LabelEncoder;
  readonly scaler: Scaler;
  /** As the network takes them. */
  readonly inputs: number[][];
  readonly targets: number[];
}

export function readLesson({ data, scaler: fitted, words }: Arguments): Lesson {
  const people = readPeople(data, ["weight", "height", "gender"], words);
  const labels = people.strings("gender");
  const encoder = labelEncoder(labels, basename(data), words);
  const rows = people.rows("weight", "height");
  const scaler = fitted(rows);
  return { people, labels, rows, encoder, scaler, inputs: scaler.transform(rows), targets: encoder.encode(labels) };
}
