import type { WrittenHere } from "../foreign-methods.js";

const ROWS = 'table.rows("weight", "height")';

/** What tables of other libraries are asked for, and how it is written here. */
export const WRITTEN_HERE: WrittenHere = [
  ["column col get getColumn get_column", 'table.numbers("weight"), or table.strings("gender")'],
  ["toArray toTensor to_numpy toNumpy", `${ROWS}, or table.rows(...table.columns) where all are numbers`],
  ["toJSON toObjects objects to_dict", "table.toRows(), as in JSON.stringify(table.toRows())"],
  ["to_csv toCSV", "table.toCsv()"],
  ["forEach reduce", "a method of the rows, as in table.toRows().forEach((row) => …)"],
  ["head slice iloc", "table.take([0, 1, 2]), with the numbers of rows"],
  ["sample", "table.take(…), with the numbers of rows that shuffled gives"],
  ["loc where query", 'table.filter((row) => row.number("weight") > 100)'],
  ["assign derive mutate addColumn withColumn", 'table.map("double", (row) => 2 * row.number("weight"))'],
  ["rename", 'table.map("mass", (row) => row.cell("weight")).drop("weight")'],
  ["sortBy sort_values sortValues orderby", 'table.sort("weight")'],
  ["groupby group_by countBy valueCounts value_counts", 'table.groupBy("gender"), whose groups have a count'],
  ["dropna dropNa dropNaN", "table.dropMissing()"],
  ["fillna fillNa impute", "table.fillMissing({ weight: mean })"],
  ["info summary", "table.describe()"],
];
