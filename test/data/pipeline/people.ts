import { label, numeric, Pipeline, shift, Table } from "@nn/data";

const CSV = `name,weight,height,island,gender
Alice,133,65,north,F
Bob,160,72,south,M
Charlie,152,70,north,M
Diana,120,60,east,F
`;
/** Four people of a file. */
export const people = Table.fromCsv(CSV, { source: "people.csv" });
/** Their weight and height less what the lab takes off, and whether it is a woman. */
export const lab = Pipeline.fit(people, {
  inputs: { weight: numeric({ scale: shift([135]) }), height: numeric({ scale: shift([66]) }) },
  target: { gender: label(["M", "F"]) },
});
