import { Table } from "../table/table.js";

/**
 * The four people of the lab: name, weight in pounds, height in inches, and gender, F or M.
 *
 * @example
 * (await people()).strings("gender"); // => ["F", "M", "M", "F"]
 */
export async function people(): Promise<Table> {
  const { TEXT } = await import("./people-text.js");
  return Table.fromCsv(TEXT, { source: "people" });
}

/**
 * 150 irises of three species, fifty of each: the length and the width of a sepal and of a petal in centimetres, and the species,
 * which is to be told from them.
 *
 * Source: R. A. Fisher, "The Use of Multiple Measurements in Taxonomic Problems", Annals of Eugenics 7 (1936); the measurements
 * are E. Anderson's. Licence: CC BY 4.0, UCI Machine Learning Repository, https://doi.org/10.24432/C56C76.
 *
 * @example
 * const flowers = await iris();
 * flowers.columns; // => ["sepal_length", "sepal_width", "petal_length", "petal_width", "species"]
 * [...new Set(flowers.strings("species"))]; // => ["setosa", "versicolor", "virginica"]
 */
export async function iris(): Promise<Table> {
  const { TEXT } = await import("./iris-text.js");
  return Table.fromCsv(TEXT, { source: "iris" });
}

/**
 * 344 penguins of three species, from three islands of Antarctica: bill, flippers and mass, the sex and the year. There are gaps,
 * in numbers (2 rows) and in the sex (11 rows), and words.
 *
 * Source: K. B. Gorman, T. D. Williams and W. R. Fraser, "Ecological Sexual Dimorphism and Environmental Variability within a
 * Community of Antarctic Penguins (Genus Pygoscelis)", PLoS ONE 9(3): e90081 (2014), as in A. M. Horst, A. P. Hill and
 * K. B. Gorman, "palmerpenguins" 0.1.1. Licence: CC0 1.0.
 *
 * @example
 * const birds = await penguins();
 * birds.size; // => 344
 * birds.cells("sex").filter((sex) => sex === null).length; // => 11
 */
export async function penguins(): Promise<Table> {
  const { TEXT } = await import("./penguins-text.js");
  return Table.fromCsv(TEXT, { source: "penguins" });
}
