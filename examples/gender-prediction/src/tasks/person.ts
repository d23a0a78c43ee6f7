import { basename } from "node:path";
import type { Table } from "@nn/data";
import type { Arguments } from "../command/arguments.js";
import { Complaint } from "../command/complaint.js";
import { type Lesson, madeOf, readLesson } from "../network/data.js";
import { listed, namesOf, readPeople } from "../network/people.js";

/** The person whose update is explained: the first of the file unless one is named. */
export function personOf(chosen: Arguments, { people }: Lesson): { name: string; row: number } {
  const { person, words } = chosen;
  const names = namesOf(people, words);
  if (person === undefined) return { name: names[0], row: 0 };
  const row = rowOf(person, people, chosen);
  if (row !== undefined) return { name: names[row], row };
  const { complaints, quoted } = words;
  const isNewcomer = rowOf(person, newcomers(chosen), chosen) !== undefined;
  throw new Complaint(
    isNewcomer ? complaints.unlabelled(person) : complaints.noPerson(quoted(person), listed(names, words)),
  );
}

/** What is predicted from: the numbers that were typed, or a person's. */
export function inputOf(chosen: Arguments): Newcomer {
  const { input, words } = chosen;
  if (input === undefined) return newcomerOf(chosen, readLesson(chosen));
  if (input.length !== 2) throw new Complaint(words.complaints.twoInputs(input.length));
  return {
    name: words.explaining.input(input.map((x) => words.number(String(x)))),
    input,
    tooLarge: words.complaints.hugeNumbers,
  };
}

interface Newcomer {
  readonly name: string;
  /** As the network takes them. */
  readonly input: readonly number[];
  /** What is said where they are too large. */
  readonly tooLarge: string;
}

/** The person whose prediction is explained, new or not, with the numbers that the network takes. */
function newcomerOf(chosen: Arguments, { people, scaler }: Lesson): Newcomer {
  const { person, words } = chosen;
  const tables = person === undefined ? [newcomers(chosen)] : [newcomers(chosen), people];
  for (const table of tables) {
    const row = person === undefined ? 0 : rowOf(person, table, chosen);
    if (row === undefined) continue;
    const measures = table.rows("weight", "height")[row];
    const tooLarge = words.complaints.hugeMeasures(basename(table === people ? chosen.data : chosen.predict));
    const [input] = madeOf(tooLarge, () => scaler.transform([measures])) as [number[]];
    return { name: namesOf(table, words)[row], input, tooLarge };
  }
  const names = tables.flatMap((table) => namesOf(table, words));
  throw new Complaint(words.complaints.noPerson(words.quoted(person!), listed(names, words)));
}

function newcomers({ predict, words }: Arguments): Table {
  return readPeople(predict, ["weight", "height"], words);
}

/** The row that a name stands in; letters with marks may be written in either of Unicode's ways. */
function rowOf(person: string, table: Table, { words }: Arguments): number | undefined {
  const names = namesOf(table, words);
  const rows = names.flatMap((name, row) => (name.trim().normalize() === person.trim().normalize() ? [row] : []));
  if (rows.length < 2) return rows[0];
  const lines = words.and(rows.map((row) => String(table.lineOf(row))));
  throw new Complaint(words.complaints.several(words.quoted(person), lines));
}
