import { basename } from "node:path";
import { DataError, DivergenceError } from "@nn/core";
import type { LabelEncoder, Scaler, Table } from "@nn/data";
import type { Arguments } from "../command/arguments.js";
import { Complaint } from "../command/complaint.js";
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
  const empty = labels.indexOf("");
  if (empty >= 0) throw new Complaint(words.complaints.noLabel(basename(data), people.lineOf(empty)));
  const encoder = labelEncoder(labels, basename(data), words);
  const rows = people.rows("weight", "height");
  const [scaler, inputs] = madeOf(words.complaints.hugeMeasures(basename(data)), () => {
    const scaler = fitted(rows);
    return [scaler, scaler.transform(rows)] as const;
  });
  return { people, labels, rows, encoder, scaler, inputs, targets: encoder.encode(labels) };
}

/** What a scaler or a network makes of numbers; those near the largest that there is are too much for them. */
export function madeOf<T>(tooLarge: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    const isHuge = error instanceof DataError || error instanceof DivergenceError;
    if (isHuge) throw new Complaint(tooLarge);
    throw error;
  }
}
