import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { OptionError, Sequential } from "@nn/core";
import type { Layer, Loss, Metric, TrainFrame } from "@nn/core/component";
import { Dense, relu, tanh } from "@nn/layers";
import { binaryAccuracy, binaryCrossEntropy, meanSquaredError } from "@nn/losses";
import { Adam, RMSprop, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc") as () => void;

const inputs = [
  [-2, -1],
  [25, 6],
  [17, 4],
  [-15, -6],
];
const lab = { inputs, targets: [1, 0, 0, 1] };
const others = { inputs: inputs.map(([a, b]) => [b! + 1, a! / 7]), targets: [0, 1, 1, 1] };
const fewer = { inputs: others.inputs.slice(1), targets: others.targets.slice(1) };
const build = () => new Sequential([new Dense(2, 2, { activation: tanh }), new Dense(2, 1)], { seed: "again" });
const basic = { loss: meanSquaredError, batchSize: 1, epochs: 7, onWarning: () => {} };
const sgd = (learningRate: number | ((step: number) => number)) => new SGD({ learningRate });

/** What can differ from one fit to the next. */
const FITS = {
  same: (data = lab) => [data, { ...basic, optimizer: sgd(0.1) }],
  "another rate": () => [lab, { ...basic, optimizer: sgd(0.3) }],
  "a schedule": () => [lab, { ...basic, optimizer: sgd((step) => 1 / step) }],
  "other data": () => [others, { ...basic, optimizer: sgd(0.1) }],
  "fewer examples": () => [fewer, { ...basic, optimizer: sgd(0.1) }],
  "another rule": () => [lab, { ...basic, optimizer: new Adam({ learningRate: 0.1 }) }],
  "a rule with one slot": () => [lab, { ...basic, optimizer: new RMSprop({ learningRate: 0.1 }) }],
  "another rule with one slot": () => [lab, { ...basic, optimizer: new SGD({ learningRate: 0.1, momentum: 0.5 }) }],
  "another loss": () => [lab, { ...basic, loss: binaryCrossEntropy, optimizer: sgd(0.1) }],
  "larger batches": () => [lab, { ...basic, batchSize: 3, optimizer: sgd(0.1) }],
  "metrics and validation": () => [
    lab,
    { ...basic, optimizer: sgd(0.1), metrics: { accuracy: binaryAccuracy }, validation: others },
  ],
  "other validation": () => [
    lab,
    { ...basic, optimizer: sgd(0.1), metrics: { accuracy: binaryAccuracy }, validation: fewer },
  ],
  "rare reports": () => [lab, { ...basic, optimizer: sgd(0.1), epochs: 40, evaluateEvery: 40 }],
} satisfies Record<string, (data?: typeof lab) => readonly [unknown, unknown]>;
type Asked = Parameters<ReturnType<typeof build>["fit"]>;

describe("a fit that goes on with what the last one has left gives what a new network gives,", () => {
  test.each(Object.keys(FITS) as (keyof typeof FITS)[])("after each kind of fit: %s", async (next) => {
    for (const before of Object.keys(FITS) as (keyof typeof FITS)[]) {
      const network = build();
      for (const first of [before, next, before]) {
        const untrained = build();
        untrained.setParameters(network.getParameters());
        const { reports } = await network.fit(...(FITS[first]() as unknown as Asked));
        const expected = await untrained.fit(...(FITS[first]() as unknown as Asked));
        expect([reports, network.getParameters()]).toEqual([expected.reports, untrained.getParameters()]);
      }
    }
  });

  test("also after one that failed, was left, or was stopped", async () => {
    const [network, fresh] = [build(), build()];
    const options = { ...basic, optimizer: sgd(0.1) };
    for (const each of [network, fresh]) {
      await expect(each.fit(lab, { ...options, optimizer: sgd(() => Number.NaN) })).rejects.toThrow(OptionError);
      for await (const { epoch } of each.fit(lab, options)) if (epoch === 2) break;
      await each.fit(lab, { ...options, signal: { aborted: true } });
      await each.fit(lab, options);
      for await (const _ of each.fit(lab, options));
    }
    const last = build();
    last.setParameters(network.getParameters());
    await network.fit(lab, options);
    await last.fit(lab, options);
    expect(network.getParameters()).toEqual(last.getParameters());
  });
});

test("each fit looks anew at what layers, losses and metrics write", async () => {
  let isLazy = false;
  const part = (component: object, method: string): object => ({
    ...component,
    name: `lazy ${method}`,
    [method]: (...given: readonly unknown[]) => {
      if (!isLazy) (component as Record<string, (...given: readonly unknown[]) => void>)[method]!(...given);
    },
  });
  class Lazy extends Dense {
    override forward(frame: TrainFrame<"weight" | "bias", "z" | "dz">): void {
      if (!isLazy) super.forward(frame);
    }
  }
  const lazy: readonly [Layer, Loss, Metric][] = [
    [new Lazy(2, 2, { activation: relu }), meanSquaredError, binaryAccuracy],
    [new Dense(2, 2), part(meanSquaredError, "gradient") as Loss, binaryAccuracy],
    [new Dense(2, 2), meanSquaredError, part(binaryAccuracy, "value") as Metric],
  ];
  for (const [layer, loss, metric] of lazy) {
    isLazy = false;
    const network = new Sequential([layer, new Dense(2, 1)], { seed: 1 });
    const train = async () => network.fit(lab, { ...basic, loss, optimizer: sgd(0.1), metrics: { metric } });
    await train();
    isLazy = true;
    await expect(train()).rejects.toThrow(OptionError);
  }
});

test("a data set isn't held by the network that it has trained", async () => {
  const network = build();
  const options = { ...basic, optimizer: sgd(0.1) };
  let data: object | undefined = {
    size: 4,
    inputShape: [2],
    targetShape: [1],
    read: (...given: unknown[]) => read(given),
  };
  const read = ([inputs, targets, rows, from, to]: unknown[]) => {
    for (let i = from as number; i < (to as number); i++) {
      const row = (rows as Uint32Array)[i]!;
      (inputs as Float64Array).set(lab.inputs[row]!, 2 * (i - (from as number)));
      (targets as Float64Array)[i - (from as number)] = lab.targets[row]!;
    }
  };
  await network.fit(data as typeof lab, options);
  const held = new WeakRef(data);
  data = undefined;
  await new Promise((resolve) => setImmediate(resolve));
  gc();
  expect(held.deref()).toBeUndefined();
});
