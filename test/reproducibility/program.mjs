// Goes through the seeded trainings, and prints their results:
//
//     node program.mjs lab-0 2
//
// takes the seed "lab-0" and goes through all networks twice in this one process.
import { trainAll } from "./trainings.mjs";

const [seed, times = "1"] = process.argv.slice(2);
const runs = [];
for (let i = 0; i < Number(times); i++) runs.push(await trainAll(seed));
console.log(JSON.stringify({ node: process.version, runs }));
