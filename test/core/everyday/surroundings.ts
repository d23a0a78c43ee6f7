import { type Data, type Dataset, datasetFor, Sequential, seededRandom } from "@nn/core";
import type { Metric } from "@nn/core/component";
import { Dense } from "@nn/layers";
import { meanAbsoluteError, meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { type Everyday, examples, type Training } from "./run.js";

/** What is done between two calls, or at a report. */
const between = (what: string, make: (training: Training) => (call: number) => void): Everyday => ({
  what: `code between steps that ${what}`,
  make: (training) => ({ between: make(training) }),
});

/** An optimizer with a setting that is changed between steps. */
const changing = <Kind extends SGD | Adam>(
  what: string,
  build: () => Kind,
  change: (optimizer: { -readonly [Name in keyof Kind]: Kind[Name] }, call: number) => void,
): Everyday => ({
  what: `an optimizer ${what}`,
  make: () => {
    const optimizer = build();
    return { optimizer, between: (call) => change(optimizer, call) };
  },
});

const data = (what: string, make: (training: Training, rows: Dataset) => Data): Everyday => ({
  what: `data ${what}`,
  make: (training) => ({ data: (network) => make(training, datasetFor(network, examples)) }),
});

const around = (rows: Dataset, read: Dataset["read"]): Dataset => ({
  size: rows.size,
  inputShape: rows.inputShape,
  targetShape: rows.targetShape,
  read,
});

const metric = (what: string, value: (training: Training) => Metric["value"]): Everyday => ({
  what: `a metric ${what}`,
  make: (training) => ({ metrics: { own: { name: "own", value: value(training) } } }),
});

export const surroundings: readonly Everyday[] = [
  changing(
    "whose rate is changed once",
    () => new SGD({ learningRate: 0.2 }),
    (optimizer, call) => {
      if (call === 2) optimizer.learningRate = 0.01;
    },
  ),
  changing(
    "whose rate is changed between all steps",
    () => new SGD({ learningRate: 0.2 }),
    (optimizer, call) => {
      optimizer.learningRate = 0.3 / call;
    },
  ),
  changing(
    "whose rate is changed between some steps",
    () => new Adam({ learningRate: 0.1 }),
    (optimizer, call) => {
      if (call % 2 === 0) optimizer.learningRate = 0.1 / call;
    },
  ),
  changing(
    "whose rate becomes a schedule",
    () => new SGD({ learningRate: 0.2 }),
    (optimizer, call) => {
      if (call === 2) optimizer.learningRate = (step) => 0.3 / step;
    },
  ),
  changing(
    "whose schedule becomes a rate",
    () => new SGD({ learningRate: (step) => 0.3 / step }),
    (optimizer, call) => {
      if (call === 2) optimizer.learningRate = 0.05;
    },
  ),
  changing(
    "whose momentum is changed",
    () => new SGD({ learningRate: 0.1, momentum: 0.9 }),
    (optimizer, call) => {
      if (call === 3) optimizer.momentum = 0.1;
      if (call === 4) optimizer.nesterov = true;
    },
  ),
  changing(
    "whose betas are changed",
    () => new Adam({ learningRate: 0.05 }),
    (optimizer, call) => {
      if (call === 2) optimizer.beta1 = 0.5;
      if (call === 3) Object.assign(optimizer, { beta2: 0.9, epsilon: 1e-3 });
    },
  ),
  changing(
    "whose update is replaced and comes back",
    () => new SGD({ learningRate: 0.2 }),
    (optimizer, call) => {
      if (call === 2) optimizer.update = ({ value, gradient }) => value.set(value.map((w, i) => w - gradient[i]!));
      if (call === 4) Reflect.deleteProperty(optimizer, "update");
    },
  ),
  between("evaluates", (training) => () => training.log.push(training.evaluate())),
  between("predicts one example and many", (training) => (call) => {
    training.log.push(training.network.predict([call, -call]), training.network.predict(examples.inputs));
  }),
  between("sets parameters", (training) => (call) => {
    if (call % 3 === 0)
      training.network.setParameters({ "0.bias": training.network.getParameters()["0.bias"]!.map((b) => b / 2) });
  }),
  between("writes to the parameters' memory", (training) => () => {
    training.network.parameters.block[0]! *= 0.9;
  }),
  between("trains the same network by another trainer", (training) => {
    let other: ReturnType<Sequential["trainer"]> | undefined;
    return (call) => {
      if (training.trainer === undefined) return;
      other ??= training.network.trainer({ loss: meanSquaredError, optimizer: new Adam(), batchSize: 3 });
      training.log.push(
        other.step(
          [
            [call, 1],
            [0.5, call],
            [1, 1],
          ],
          [1, 0, 1],
        ),
      );
    };
  }),
  between("trains another network", (training) => {
    const other = new Sequential([new Dense(2, 1)], { seed: 6 });
    const trainer = other.trainer({ loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 1 });
    return (call) => training.log.push(trainer.step([call, 1], [0]));
  }),
  data("that is changed a little each time it is read", (_training, rows) => {
    const random = seededRandom("augmentation");
    return around(rows, (inputs, ...call) => {
      rows.read(inputs, ...call);
      for (let i = 0; i < 2; i++) inputs[i]! += 0.1 * random();
    });
  }),
  data("that counts what is read", (training, rows) =>
    around(rows, (...call) => {
      training.log.push([...call[2].subarray(call[3], call[4])]);
      rows.read(...call);
    }),
  ),
  data("that asks the network which targets are hard", (training, rows) =>
    around(rows, (inputs, targets, ...call) => {
      rows.read(inputs, targets, ...call);
      if (Number(training.network.predict([inputs[0]!, inputs[1]!])[0]) > 0.5) targets[0] = 1;
    }),
  ),
  data("that evaluates the network", (training, rows) =>
    around(rows, (...call) => {
      training.log.push(training.evaluate());
      rows.read(...call);
    }),
  ),
  data("whose read was replaced", (_training, rows) => {
    const read = rows.read.bind(rows);
    return Object.assign(rows, {
      read: (...call: Parameters<Dataset["read"]>): void => {
        read(...call);
        call[1].fill(0.5, 0, call[4] - call[3]);
      },
    });
  }),
  data("that inherits from rows in memory", (_training, rows) => {
    const read: Dataset["read"] = (inputs, targets, ...call) => {
      rows.read(inputs, targets, ...call);
      inputs.fill(0.5, 0, 2);
    };
    return Object.create(rows, { read: { value: read } }) as Dataset;
  }),
  data("whose read is replaced while it trains", (_training, rows) => {
    const read = rows.read.bind(rows);
    let reads = 0;
    const changed: Dataset["read"] = (...call) => {
      if (++reads > 6) call[0].fill(0, 0, 1);
      read(...call);
    };
    return Object.assign(rows, { read: changed });
  }),
  metric("that counts its calls", (training) => {
    let calls = 0;
    return ({ values, batch }) => {
      training.log.push(++calls);
      values.fill(calls, 0, batch);
    };
  }),
  metric("that evaluates the network", (training) => ({ values, batch }) => {
    values.fill(training.evaluate(), 0, batch);
  }),
  metric("that trains another network", () => {
    const other = new Sequential([new Dense(1, 1)], { seed: 6 });
    const trainer = other.trainer({ loss: meanSquaredError, optimizer: new Adam(), batchSize: 1 });
    return ({ values, prediction, target, batch }) => {
      for (let i = 0; i < batch; i++) values[i] = trainer.step([prediction[i]!], [target[i]!]);
    };
  }),
  metric("that measures in two ways", () => {
    let calls = 0;
    return (frame) => (calls++ % 2 === 0 ? meanAbsoluteError : meanSquaredError).value(frame);
  }),
  {
    what: "a signal that counts how often it is read",
    make: (training) => {
      let reads = 0;
      return {
        signal: {
          get aborted() {
            training.log.push(++reads);
            return reads > 21;
          },
        },
      };
    },
  },
  {
    what: "a signal that a schedule aborts",
    make: () => {
      const controller = new AbortController();
      const learningRate = (step: number): number => {
        if (step === 7) controller.abort();
        return 0.1;
      };
      return { signal: controller.signal, optimizer: new SGD({ learningRate }) };
    },
  },
];
