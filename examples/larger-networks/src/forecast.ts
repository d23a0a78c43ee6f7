import { Sequential, showProgress } from "@nn/core";
import { exp, log } from "@nn/core/component";
import { linesSvg } from "@nn/experiments";
import { Dense, identity } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam } from "@nn/optim";
import { FIRST_YEAR, PASSENGERS } from "./passengers.js";
import { save } from "./svg.js";

// One month is forecast from the twelve before it. Growth is by a factor, so logarithms are taken, which makes it a sum; and
// each is told as its distance from the last month's, so that a year of many passengers looks like one of few.
const YEAR = 12;
const logarithms = PASSENGERS.map((passengers) => log(passengers));
const months = Array.from({ length: PASSENGERS.length - YEAR }, (_, i) => YEAR + i);
const inputsOf = (month: number): number[] =>
  logarithms.slice(month - YEAR, month).map((value) => value - logarithms[month - 1]);
const targetOf = (month: number): number[] => [logarithms[month] - logarithms[month - 1]];

// A forecast is of the future: the last two years are held out, never months between others.
const held = months.slice(-2 * YEAR);
const known = months.slice(0, -2 * YEAR);

const network = new Sequential([new Dense(YEAR, 1, { activation: identity })], { seed: 1 });
await showProgress(
  network.fit(
    { inputs: known.map(inputsOf), targets: known.map(targetOf) },
    {
      loss: meanSquaredError,
      optimizer: new Adam({ learningRate: 0.01 }),
      epochs: 1000,
      batchSize: 16,
      evaluateEvery: 100,
    },
  ),
);

const forecasts: Readonly<Record<string, (month: number) => number>> = {
  "the month before": (month) => PASSENGERS[month - 1],
  "the same month a year before": (month) => PASSENGERS[month - YEAR],
  "the network": (month) => PASSENGERS[month - 1] * exp(network.predict(inputsOf(month))[0]),
};
const errorOf = (forecast: (month: number) => number): number =>
  held.reduce((sum, month) => sum + Math.abs(forecast(month) / PASSENGERS[month] - 1), 0) / held.length;
console.log(`Mean error of a forecast one month ahead, ${held.length} months held out`);
for (const [name, forecast] of Object.entries(forecasts)) {
  console.log(`  ${name.padEnd(28)}  ${(100 * errorOf(forecast)).toFixed(1).padStart(4)} %`);
}

const year = (month: number): number => FIRST_YEAR + month / YEAR;
// Three of the years that it knows are drawn as well: a reader sees how both lines go on, and an axis of whole years.
const drawn = months.slice(-5 * YEAR);
const pointsOf = (some: readonly number[], of: (month: number) => number) =>
  some.map((month): [number, number] => [year(month), of(month)]);
const lines = [
  { name: "passengers", points: pointsOf(drawn, (month) => PASSENGERS[month]) },
  ...Object.entries(forecasts)
    .slice(1)
    .map(([name, forecast]) => ({ name, points: pointsOf(held, forecast) })),
];
save("forecast.svg", linesSvg(lines, { title: "Passengers in thousands, forecast one month ahead" }));
