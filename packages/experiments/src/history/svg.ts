import { OptionError } from "@nn/core";
import { checkOptions, show } from "@nn/core/component";
import { listOf } from "../list.js";
import { CHART_OPTIONS, type ChartOptions, linesSvg } from "./lines-svg.js";
import { coursesOf, type Reported } from "./reports.js";

/** Which figures of a history are drawn, and how. */
export interface HistorySvgOptions extends ChartOptions {
  /** Their names, as `["loss", "validation.loss"]`; these two, as far as there are, unless given. */
  readonly figures?: readonly string[];
}

/**
 * The learning curve of a training as an SVG picture: figures of its reports, by the epoch.
 *
 * @throws DataError for what has no reports; OptionError for options that don't exist, and for figures that the reports
 *   don't have.
 *
 * @example
 * const network = new Sequential([new Dense(2, 4, { activation: tanh }), new Dense(4, 1)], { seed: 1 });
 * const options = { loss: binaryCrossEntropy, optimizer: new Adam({ learningRate: 0.1 }), epochs: 50, batchSize: 4 };
 * const history = await network.fit(xor(), options);
 * historySvg(history, { title: "XOR", logarithmicY: true }).startsWith("<svg "); // => true
 */
export function historySvg(history: Reported, options: HistorySvgOptions = {}): string {
  checkOptions("historySvg", options, ["figures", ...CHART_OPTIONS]);
  const { courses } = coursesOf("historySvg", history);
  const names = courses.map(({ name }) => name);
  const { figures = ["loss", "validation.loss"].filter((name) => names.includes(name)), ...chart } = options;
  const drawn = listOf<string>(figures);
  if (drawn === undefined) {
    throw new OptionError(`historySvg: figures must be an array of names, as ["loss"], but is ${show(figures)}.`);
  }
  const lines = drawn.map((figure) => {
    const course = courses.find(({ name }) => name === figure);
    if (course !== undefined) return course;
    throw new OptionError(
      `historySvg: the reports have no number ${show(figure)}. They have ${names.map(show).join(", ")}.`,
    );
  });
  return linesSvg(lines, chart);
}
