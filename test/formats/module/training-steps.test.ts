import { Sequential } from "@nn/core";
import { toModule } from "@nn/formats";
import { Dense, identity } from "@nn/layers";
import { binaryCrossEntropy, meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { expect, test } from "vitest";
import { ownFolder } from "../../fixtures/own-folder.js";
import { checkTypes } from "./check-types.js";
import { trainingModuleOf } from "./module-of.js";
import { small, XOR } from "./small.js";

const folder = ownFolder("nn-training-steps");

test("a step that can't be made changes nothing, and says why", async () => {
  const { step, getParameters, predict } = await trainingModuleOf(small(), {
    loss: binaryCrossEntropy,
    optimizer: new Adam(),
    batchSize: 4,
  });
  step(XOR.inputs, XOR.targets);
  const [before, answer] = [getParameters(), predict(XOR.inputs)];
  const said = (inputs: unknown, targets: unknown): string => {
    try {
      step(inputs, targets);
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError);
      return (error as Error).message;
    }
    return "nothing";
  };
  const { inputs, targets } = XOR;
  expect(said(inputs.slice(1), targets)).toBe("A step takes the inputs of 4 examples, but has 3.");
  expect(said(inputs, undefined)).toBe("A step takes the targets of 4 examples, but is given undefined.");
  expect(said([[0], ...inputs.slice(1)], targets)).toBe("The inputs take 2 numbers an example, but example 0 has 1.");
  expect(said([...inputs.slice(1), [Number.NaN, 1]], targets)).toBe(
    "The inputs must be finite numbers, but example 3, number 0, is NaN.",
  );
  expect(said(inputs, [0, 1, "1", 0])).toBe('The targets take 1 number an example, but example 2 is "1".');
  expect(said(inputs, [0, 1, [1, 2], 0])).toBe("The targets take 1 number an example, but example 2 has 2.");
  expect(said(inputs, [0, 1, Number.POSITIVE_INFINITY, 0])).toBe(
    "The targets must be finite numbers, but one of example 2 is Infinity.",
  );
  expect(said(inputs, [0, 1, 2, 0])).toBe("binaryCrossEntropy refuses p < 0 or p > 1, t < 0 or t > 1.");
  expect([getParameters(), predict(XOR.inputs)]).toEqual([before, answer]);
});

test("parameters go into a module, all or some, and what is none changes nothing", async () => {
  const training = { loss: binaryCrossEntropy, optimizer: new SGD({ learningRate: 0.5 }), batchSize: 4 };
  const [one, other] = [await trainingModuleOf(small(), training), await trainingModuleOf(small("other"), training)];
  for (let epoch = 0; epoch < 3; epoch++) one.step(XOR.inputs, XOR.targets);
  other.setParameters(JSON.parse(JSON.stringify(one.getParameters())));
  expect(other.predict(XOR.inputs)).toEqual(one.predict(XOR.inputs));
  expect(other.step(XOR.inputs, XOR.targets)).toBe(one.step(XOR.inputs, XOR.targets));
  const before = { ...other.getParameters(), "1.bias": [0.25] };
  other.setParameters({ "1.bias": [0.25] });
  expect(other.getParameters()).toEqual(before);
  const said = (parameters: unknown) => () => other.setParameters({ "1.bias": [9], ...(parameters as object) });
  expect(said({ "2.bias": [1] })).toThrow("There is no parameter 2.bias.");
  expect(said({ constructor: [1] })).toThrow("There is no parameter constructor.");
  for (const wrong of [[], [1, 2], ["1"], [Number.NaN], new Array(1), null, 1]) {
    expect(said({ "1.bias": wrong })).toThrow("The parameter 1.bias takes 1 finite numbers.");
  }
  expect(() => other.setParameters(null as never)).toThrow("setParameters takes lists by names, but is given null.");
  expect(other.getParameters()).toEqual(before);
});

test("a step that leaves the finite numbers is taken back", async () => {
  const network = new Sequential([new Dense(1, 1, { activation: identity })], { seed: 1 });
  const { step, getParameters } = await trainingModuleOf(network, {
    loss: meanSquaredError,
    optimizer: new SGD({ learningRate: 1e300 }),
    batchSize: 1,
  });
  const before = getParameters();
  expect(() => step([[1e10]], [0])).toThrow(
    "A parameter isn't finite in step 1, which is taken back. A smaller learning rate may help.",
  );
  expect(() => step([[1e200]], [0])).toThrow("The loss is Infinity in step 1, which is taken back.");
  expect(getParameters()).toEqual(before);
});

test("its types are those of a step", async () => {
  const training = { loss: binaryCrossEntropy, optimizer: new Adam(), batchSize: 4 };
  folder.write("network.js", toModule(small(), { training }));
  folder.write(
    "use.ts",
    `import { getParameters, setParameters, step } from "./network.js";
    export const loss: number = step([[1, 2]], [0]);
    export const weights: number[] | undefined = getParameters()["0.weight"];
    setParameters({ "0.weight": [1, 2] });
    // @ts-expect-error: a text is no target.
    step([[1, 2]], ["0"]);`,
  );
  await checkTypes(folder.path);
});
