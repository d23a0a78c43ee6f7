// The lab in plain JavaScript, as a user types it who has installed the packages and nothing else.
import { Sequential } from "@nn/core";
import { shift, Table } from "@nn/data";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";

const table = Table.fromCsv(`name,weight,height,gender
Alice,133,65,F
Bob,160,72,M
Charlie,152,70,M
Diana,120,60,F
`);
const people = {
  inputs: shift([135, 66]).transform(table.rows("weight", "height")),
  targets: table.strings("gender").map((gender) => (gender === "F" ? 1 : 0)),
};

const network = new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: "lab-0" });
network.setParameters({ "0.weight": [0, 0, 1, 1], "0.bias": [0, 0], "1.weight": [0, 1], "1.bias": [0] });
const prediction = network.predict([2, 3]);
const history = await network.fit(people, {
  loss: meanSquaredError,
  optimizer: new SGD({ learningRate: 0.1 }),
  epochs: 20,
  batchSize: 1,
});
console.log(JSON.stringify({ prediction, losses: history.reports.map(({ loss }) => loss) }));
