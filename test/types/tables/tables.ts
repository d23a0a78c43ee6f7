import { Table } from "@nn/data";

const known = Table.fromRows([{ weight: 133, gender: "F" }]);
const named = Table.fromCsv("1;2\n", { columns: ["weight", "gender"] });
const columns = Table.fromColumns({ weight: [133], gender: ["F"] });
const read = Table.fromCsv("weight,gender\n1,F\n");

// Fit.
known.select("weight").numbers("weight");
known.drop("gender").numbers("weight");
known.map("double", (row) => 2 * row.number("weight")).numbers("double");
known.fillMissing({ weight: "mean" }, { indicator: true }).numbers("weight missing");
known.groupBy("gender").map(({ cells, table }) => [cells.gender, table.numbers("weight")]);
known.toRows().map(({ weight }) => weight);
read.select("weight").numbers("weight");
read.numbers("any name");
const any: Table = known;
any.numbers("any name");

// Don't.
known.numbers("wieght");
named.rows("weight", "gendre");
columns.strings("gendre");
known.select("wieght");
known.select("weight").strings("gender");
known.drop("gender").strings("gender");
known.filter((row) => row.number("wieght") > 1);
known.sort("wieght");
known.groupBy("gendre");
known.dropMissing("wieght");
known.fillMissing({ wieght: "mean" });
known.fillMissing({ weight: "average" });
known.fillMissing({ weight: "mean" }).numbers("weight missing");
read.select("weight").strings("gender");
