import { Sequential } from "@nn/core";
import {
  type ChartLine,
  type ChartOptions,
  crossValidate,
  Ensemble,
  type Grid,
  gridPlan,
  gridSearch,
  type HalvingSearchOptions,
  type HistorySvgOptions,
  halvingPlan,
  halvingSearch,
  historyCsv,
  historySvg,
  integer,
  linesSvg,
  logUniform,
  type RandomSearchOptions,
  type Reported,
  randomPlan,
  randomSearch,
  type SearchOptions,
  type Space,
  type TrialsSvgOptions,
  trialsSvg,
  uniform,
} from "@nn/experiments";
import { Dense } from "@nn/layers";
import { rowsOf } from "../row.js";

type Numbers = Record<string, number>;

const networks = () => [1, 2].map((seed) => new Sequential([new Dense(2, 1)], { seed }));
const data = () => ({ inputs: [[1], [2], [3], [4]], targets: [1, 2, 3, 4] });
const reports = () => [
  { epoch: 0, loss: 1 },
  { epoch: 1, loss: 0.5 },
];

/** Cross-validation, ensembles, searches, and what histories are written as. */
export const experimentRows = rowsOf("@nn/experiments", [
  {
    name: "crossValidate",
    right: () => [data(), { folds: 2, seed: 1 }, () => ({ loss: 1 })],
    call: (...given: Parameters<typeof crossValidate>) => crossValidate(...given),
  },
  {
    name: "new Ensemble",
    right: () => [[{ predict: () => [1, 2] }, { predict: () => [3, 4] }]],
    call: (members: { predict: () => number[] }[]) => new Ensemble(members).predict(),
  },
  {
    name: "Ensemble.predict",
    right: () => [[1, 2]],
    call: (inputs: number[]) => new Ensemble(networks()).predict(inputs),
  },
  {
    name: "Ensemble.standardDeviation",
    right: () => [[1, 2]],
    call: (inputs: number[]) => new Ensemble(networks()).standardDeviation(inputs),
  },
  {
    name: "gridSearch",
    right: () => [{ rate: [0.1, 1] }, { better: "less" }, () => 1],
    call: (grid: Grid<Numbers>, options: SearchOptions, train: () => number) => gridSearch(grid, options, train),
  },
  {
    name: "randomSearch",
    right: () => [{ rate: [0.1, 1] }, { trials: 3, seed: 1, better: "more" }, () => 1],
    call: (space: Space<Numbers>, options: RandomSearchOptions, train: () => number) =>
      randomSearch(space, options, train),
  },
  {
    name: "halvingSearch",
    right: () => [{ rate: [0.1, 1] }, { trials: 3, leastBudget: 1, mostBudget: 9, factor: 3 }, () => 1],
    call: (space: Space<Numbers>, options: HalvingSearchOptions, train: () => number) =>
      halvingSearch(space, options, train),
  },
  {
    name: "gridPlan",
    right: () => [{ rate: [0.1, 1] }, { better: "less" }, 1],
    call: (grid: Grid<Numbers>, options: SearchOptions, number: number) => gridPlan(grid, options).settings(number),
  },
  {
    name: "randomPlan",
    right: () => [{ rate: [0.1, 1] }, { trials: 3, seed: 1 }, 1],
    call: (space: Space<Numbers>, options: RandomSearchOptions, number: number) =>
      randomPlan(space, options).settings(number),
  },
  {
    name: "halvingPlan",
    right: () => [{ rate: [0.1, 1] }, { trials: 3, leastBudget: 1, mostBudget: 9, factor: 3 }, 1],
    call: (space: Space<Numbers>, options: HalvingSearchOptions, number: number) =>
      halvingPlan(space, options).settings(number),
  },
  ...Object.entries({ uniform, logUniform, integer }).map(([name, distribution]) => ({
    name,
    right: () => [1, 4],
    call: (from: number, to: number) => distribution(from, to).draw(() => 0.5),
  })),
  {
    name: "historyCsv",
    right: () => [{ reports: reports() }],
    call: (history: Reported) => historyCsv(history),
  },
  {
    name: "historySvg",
    right: () => [{ reports: reports() }, { figures: ["loss"], title: "A", logarithmicY: true }],
    call: (history: Reported, options: HistorySvgOptions) => historySvg(history, options),
  },
  {
    name: "linesSvg",
    right: () => [[{ name: "loss", points: [[1, 2]] }], { title: "A", logarithmicX: true }],
    call: (lines: ChartLine[], options: ChartOptions) => linesSvg(lines, options),
  },
  {
    name: "trialsSvg",
    right: () => [[{ number: 0, settings: { units: 1 }, figure: 2 }], { title: "A", figure: "loss", better: "less" }],
    call: (trials: { number: number; settings: Numbers; figure: number }[], options: TrialsSvgOptions) =>
      trialsSvg(trials, options),
  },
]);
