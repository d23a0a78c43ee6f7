import type { DatasetMetric, FloatArray, LossFrame, Metric } from "@nn/core/component";
import { checkOptions } from "@nn/core/component";
import { expectAloneTheSame, type Figures, figuresFor, type LossContractOptions, tracedFrame } from "../figures.js";
import { describedPromise } from "../promises/described-promise.js";
import { kernelsOnlyPromise } from "../promises/kernels-only-promise.js";
import { type ContractCheck, checkComponent, expectNumbers, expectThat, promise } from "./contract.js";

/** Some ways to divide nine examples into batches. */
const DIVISIONS = [[9], [1, 1, 1, 1, 1, 1, 1, 1, 1], [4, 5], [8, 1], [1, 8], [2, 3, 4]] as const;

/**
 * What every metric promises: one of examples as a loss does, and one of a whole data set the same result for any division
 * into batches.
 *
 * @throws OptionError for what isn't a metric, and for options that don't exist.
 *
 * @example
 * const example = (random: Random) => ({ prediction: [random()], target: [Math.round(random())] });
 * for (const { run } of metricContract(areaUnderROCCurve, { example, sizes: [1] })) run();
 */
export function metricContract(metric: Metric | DatasetMetric<unknown>, options: LossContractOptions): ContractCheck[] {
  const isOfDataset = typeof metric === "object" && metric !== null && "begin" in metric;
  checkComponent("metricContract", metric, [isOfDataset ? "begin" : "value"], "a metric");
  checkOptions("metricContract", options, ["example", "sizes", "backend"]);
  const figures = figuresFor("metricContract", metric, options);
  return [
    promise("has a name", () => expectThat(metric.name.trim() !== "", "its name is empty")),
    ...("begin" in metric ? ofDataset(metric, figures) : ofExamples(metric, figures)),
  ];
}

function ofExamples(metric: Metric, figures: Figures): ContractCheck[] {
  const { sizes, frame } = figures;
  return [
    promise("writes a value for each example, and nothing else", () => {
      for (const batch of [1, 2, 7]) {
        for (const size of sizes) {
          const given = frame(batch, size);
          expectOnlyRead(given, () => metric.value(given));
          const { values } = given;
          expectThat(values.subarray(0, batch).every(Number.isFinite), "a value was not written, or is not finite");
          expectThat(values.subarray(batch).every(Number.isNaN), "a value was written beyond the batch");
        }
      }
    }),
    promise("an example's value doesn't depend on the other examples", () => expectAloneTheSame(metric, figures)),
    describedPromise(metric, (one) => {
      const given = frame(2, sizes[0]!);
      one.value(given);
      return { values: given.values };
    }),
    kernelsOnlyPromise(metric, ["value"], (kernels, traced) => {
      metric.value(tracedFrame(frame(2, sizes[0]!), kernels, traced));
    }),
  ];
}

/** How often each of nine examples is given, or what it counts. */
const WEIGHTS = [2, 1, 1, 3, 1, 2, 1, 1, 2] as const;

function ofDataset(metric: DatasetMetric<unknown>, { sizes, capacity, frame }: Figures): ContractCheck[] {
  /** The result of nine examples in such batches, with whatever lies beyond each, where so many more might have come. */
  const resultOf = (size: number, division: readonly number[] = [capacity], beyond = 0.5, more = 0): unknown => {
    const all = frame(capacity, size);
    const tally = metric.begin(capacity + more, [size]);
    let at = 0;
    for (const batch of division) {
      const part = { ...frame(capacity, size), batch };
      for (const [name, width] of [
        ["prediction", size],
        ["target", all.targetSize],
      ] as const) {
        part[name].fill(beyond);
        part[name].set(all[name].subarray(at * width, (at + batch) * width));
      }
      expectOnlyRead(part, () => tally.add(part));
      at += batch;
    }
    return tally.result();
  };
  /** The same of examples that are given several times, or that count as much by their weights. */
  const resultWeighted = (size: number, isRepeated: boolean): unknown => {
    const all = frame(capacity, size);
    const count = isRepeated ? WEIGHTS.reduce<number>((sum, weight) => sum + weight, 0) : capacity;
    const tally = metric.begin(count, [size]);
    if (!isRepeated) tally.add({ ...all, weights: Float64Array.from(WEIGHTS) });
    for (const [i, weight] of isRepeated ? WEIGHTS.entries() : []) {
      const of = (array: FloatArray, width: number): FloatArray => array.slice(i * width, (i + 1) * width);
      const [prediction, target] = [of(all.prediction, size), of(all.target, all.targetSize)];
      for (let times = 0; times < weight; times++) tally.add({ ...all, batch: 1, prediction, target });
    }
    return tally.result();
  };
  const expectSame = (result: unknown, expected: unknown, what: string): void => {
    expectThat(isSame(result, expected), `${what} is ${shown(result)}, and not ${shown(expected)}`);
  };

  return [
    promise("gives the same result for any division into batches", () => {
      for (const size of sizes) {
        const expected = resultOf(size);
        for (const division of DIVISIONS) {
          expectSame(
            resultOf(size, division),
            expected,
            `its result of ${size} outputs, in batches of ${division.join(", ")},`,
          );
        }
      }
    }),
    promise("only reads its examples, and nothing beyond the batch", () => {
      for (const size of sizes) {
        for (const beyond of [Number.NaN, -7]) {
          expectSame(resultOf(size, [4, 5], beyond), resultOf(size), `its result beside numbers beyond the batch`);
        }
      }
    }),
    promise("counts the examples that come, where it began with more", () => {
      for (const size of sizes) {
        expectSame(
          resultOf(size, [4, 5], 0.5, 3),
          resultOf(size),
          "its result where it began with three more examples",
        );
      }
    }),
    promise("two evaluations side by side don't disturb each other", () => {
      const size = sizes[0]!;
      const expected = resultOf(size);
      const [first, second] = [metric.begin(capacity, [size]), metric.begin(capacity, [size])];
      const all = frame(capacity, size);
      first.add(all);
      expectSame(resultOf(size), expected, "its result while another evaluation goes on");
      expectSame(first.result(), expected, "the result of the first");
      second.add(all);
      expectSame(second.result(), expected, "the result of the second");
      expectSame(first.result(), expected, "the result of the first, asked again,");
    }),
    ...(metric.takesWeights === true
      ? [
          promise("a weight of 2 counts as the example twice", () => {
            for (const size of sizes) {
              const [weighted, repeated] = [false, true].map((way) =>
                Float64Array.from(numbersIn(resultWeighted(size, way))),
              );
              expectNumbers("the result with weights", weighted!, repeated!, 1e-12);
            }
          }),
        ]
      : []),
    describedPromise(metric, (one) => {
      const tally = one.begin(capacity, [sizes[0]!]);
      tally.add(frame(capacity, sizes[0]!));
      return { result: numbersIn(tally.result()) };
    }),
  ];
}

function expectOnlyRead({ prediction, target }: LossFrame, call: () => void): void {
  const read = [prediction.slice(), target.slice()] as const;
  call();
  expectNumbers("prediction, which is only read,", prediction, read[0]);
  expectNumbers("target, which is only read,", target, read[1]);
}

/** Numbers bit for bit, within lists and objects as well. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || one === null || typeof other !== "object" || other === null)
    return Object.is(one, other);
  const [names, others] = [Object.keys(one), Object.keys(other)];
  const at = (value: object, name: string): unknown => (value as Readonly<Record<string, unknown>>)[name];
  return names.length === others.length && names.every((name) => isSame(at(one, name), at(other, name)));
}

/** All numbers in it, one after another. */
function numbersIn(result: unknown): number[] {
  if (typeof result !== "object" || result === null) return typeof result === "number" ? [result] : [];
  return Object.values(result).flatMap(numbersIn);
}

function shown(result: unknown): string {
  return JSON.stringify(result) ?? String(result);
}
