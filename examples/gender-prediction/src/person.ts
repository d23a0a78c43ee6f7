import type { Arguments } from "./arguments.js";
import { Complaint } from "./complaint.js";
import type { Lesson } from "./data.js";
import { listed, namesOf, readPeople } from "./people.js";

/** The person whose update is explained: the first of the file unless one is named. */
export function personOf({ person, predict, words }: Arguments, { people }: Lesson): { name: string; row: number } {
  const names = namesOf(people, words);
  if (person === undefined) return { name: names[0]!, row: 0 };
  const rows = names.flatMap((name, row) => (name.trim().normalize() === person.trim().normalize() ? [row] : []));
  const { complaints, quoted, and } = words;
  if (rows.length === 1) return { name: names[rows[0]!]!, row: rows[0]! };
  if (rows.length > 1) {
    throw new Complaint(complaints.several(quoted(person), and(rows.map((row) => String(people.lineOf(row))))));
  }
  const isNewcomer = namesOf(readPeople(predict, ["weight", "height"], words), words).includes(person);
  throw new Complaint(
    isNewcomer ? complaints.unlabelled(person) : complaints.nobody(quoted(person), listed(names, words)),
  );
}
