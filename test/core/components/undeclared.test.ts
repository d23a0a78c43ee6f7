import { OptionError, Sequential } from "@nn/core";
import type { Layer, Optimizer, TrainFrame } from "@nn/core/component";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

const data = { inputs: [[1, 2]], targets: [[3]] };
const optimizer = new SGD({ learningRate: 0.1 });

/** A layer that gives its inputs on, but for what it does besides. */
function passing(forward: (frame: TrainFrame) => void, backward: (frame: TrainFrame) => void = () => {}): Layer {
  return {
    name: "own",
    outputShape: (input) => input,
    parameters: () => ({}),
    saved: () => ({}),
    forward(frame) {
      for (let i = 0; i < frame.batch * frame.inputSize; i++) frame.y[i] = frame.x[i]!;
      forward(frame as TrainFrame);
    },
    backward(frame) {
      for (let i = 0; frame.dx && i < frame.batch * frame.inputSize; i++) frame.dx[i] = frame.dy[i]!;
      backward(frame);
    },
  };
}

/** What is said, and what the engine said beneath it. */
function saidBy(call: () => unknown): [string, unknown] {
  try {
    call();
  } catch (error) {
    expect(error).toBeInstanceOf(OptionError);
    return [(error as Error).message, (error as Error).cause];
  }
  return ["nothing", undefined];
}

const step = (layer: Layer) => () => {
  const network = new Sequential([layer, new Dense(2, 1)], { inputShape: [2] });
  network.trainer({ loss: meanSquaredError, optimizer, batchSize: 1 }).step(data.inputs, data.targets);
};

describe("what an engine refuses in a method is told with the place, and its error is the cause:", () => {
  test.each([
    [
      "a parameter",
      "forward",
      "Cannot read properties of undefined (reading '0'). Declare what it uses.",
      passing(({ parameters, y }) => {
        y[0]! *= parameters.scal![0]!;
      }),
    ],
    [
      "what forward keeps",
      "forward",
      "Cannot set properties of undefined (setting '0'). Declare what it uses.",
      passing(({ saved, x }) => {
        saved.x![0] = x[0]!;
      }),
    ],
    [
      "a gradient",
      "backward",
      "Cannot read properties of undefined (reading '0'). Declare what it uses.",
      passing(
        () => {},
        ({ gradients }) => {
          gradients.bias![0]! += 1;
        },
      ),
    ],
    [
      "dx of the first layer",
      "backward",
      "Cannot read properties of null (reading 'fill').",
      passing(
        () => {},
        ({ dx }) => dx!.fill(1),
      ),
    ],
    [
      "a branch",
      "forward",
      "Cannot read properties of undefined (reading 'forward'). Declare what it uses.",
      passing(({ branches }) => branches.body!.forward()),
    ],
    [
      "an array that is taken apart",
      "forward",
      "undefined is not iterable (cannot read property Symbol(Symbol.iterator)). Declare what it uses.",
      passing(({ saved, y }) => {
        [y[0]] = saved.x as unknown as [number];
      }),
    ],
    [
      "something else that is null",
      "forward",
      "Cannot read properties of null (reading '0').",
      passing(({ y }) => {
        y[0] = (null as unknown as number[])[0]!;
      }),
    ],
    [
      "a misspelt method",
      "forward",
      "y.fil is not a function.",
      passing(({ y }) => (y as unknown as { fil(value: number): void }).fil(1)),
    ],
  ] as [string, string, string, Layer][])("%s", (_, method, engine, layer) => {
    const [message, cause] = saidBy(step(layer));
    expect(message).toBe(`layer 0, own: ${method}: TypeError: ${engine}`);
    expect(cause).toBeInstanceOf(TypeError);
  });

  test("in a prediction", () => {
    const layer = passing(({ state, y }) => {
      y[0] = state.mean![0]!;
    });
    const network = new Sequential([layer], { inputShape: [2] });
    expect(saidBy(() => network.predict([1, 2]))[0]).toMatch("layer 0, own: forward: TypeError");
  });

  test("by an optimizer", () => {
    const forgetful: Optimizer = {
      name: "forgetful",
      slots: [],
      update({ slots, gradient }) {
        slots.velocity![0] = gradient[0]!;
      },
    };
    const network = new Sequential([new Dense(2, 1)]);
    const trainer = network.trainer({ loss: meanSquaredError, optimizer: forgetful, batchSize: 1 });
    expect(saidBy(() => trainer.step(data.inputs, data.targets))[0]).toMatch("forgetful: update: TypeError");
  });

  test("an error of the author's own comes through as it is", () => {
    const own = new RangeError("too long");
    const layer = passing(() => {
      throw own;
    });
    expect(step(layer)).toThrow(own);
  });
});
