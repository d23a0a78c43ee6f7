import { Sequential, type TrainerOptions } from "@nn/core";
import { checkChoice, type PartParameter } from "@nn/core/component";
import { Dense, Residual, tanh } from "@nn/layers";
import { L1, L2, meanSquaredError } from "@nn/losses";
import {
  Adam,
  AdamW,
  AveragedWeights,
  ClipByGlobalNorm,
  Constrained,
  DecoupledWeightDecay,
  MaxNorm,
  NonNegative,
  ParameterGroups,
  SGD,
  UnitNorm,
} from "@nn/optim";
import { describe, expect, test } from "vitest";

const build = () => new Sequential([new Dense(2, 3, { activation: tanh }), new Dense(3, 1)] as const, { seed: 1 });
const sgd = new SGD({ learningRate: 0.1 });
const refuse = (options: Partial<TrainerOptions>, network: Sequential = build()): string => {
  const before = network.getParameters();
  let message = "nothing was thrown";
  try {
    network.trainer({ loss: meanSquaredError, batchSize: 1, optimizer: sgd, ...options }).step([1, 2], [1]);
  } catch (error) {
    message = String(error);
    expect(network.getParameters()).toEqual(before);
  }
  return message;
};

type Choice = (parameter: PartParameter) => boolean;
/** As a layer's name is mistaken for a parameter's, a role for another one, and a shape for that of examples. */
const first: Choice = ({ fullName }) => fullName.startsWith("dense_1/");
const biases: Choice = ({ role }) => (role as string) === "biases";
const wide: Choice = ({ shape }) => shape.length > 2;

const NAMES = `They are "0.weight", "0.bias", "1.weight", "1.bias", and their roles are "weight" and "bias".`;

describe("what chooses none of the network's parameters is refused, with the names that there are:", () => {
  const selections: Record<string, [where: string, options: (of: Choice) => Partial<TrainerOptions>]> = {
    frozen: ["frozen", (frozen) => ({ frozen })],
    "a penalty": ["L2(0.1): of", (of) => ({ penalties: [new L1({ strength: 1 }), new L2({ strength: 0.1, of })] })],
    "weight decay": ["AdamW: of", (of) => ({ optimizer: new AdamW({ of }) })],
    "decoupled decay": [
      "DecoupledWeightDecay: of",
      (of) => ({ optimizer: new DecoupledWeightDecay({ optimizer: sgd, decay: 0.1, of }) }),
    ],
    "a group": [
      "ParameterGroups: groups[0].of",
      (of) => ({ optimizer: new ParameterGroups({ groups: [{ of, optimizer: sgd }, { optimizer: new Adam() }] }) }),
    ],
    "a group within others": [
      "ParameterGroups: groups[0].of",
      (of) => {
        const groups = new ParameterGroups({ groups: [{ of, optimizer: sgd }, { optimizer: new Adam() }] });
        const clipped = new ClipByGlobalNorm({ limit: 1, optimizer: groups });
        return { optimizer: new AveragedWeights({ decay: 0.9, optimizer: clipped }) };
      },
    ],
    "a constraint": [
      "MaxNorm(3): of",
      (of) => ({ optimizer: new Constrained({ optimizer: sgd, constraints: [new MaxNorm({ limit: 3, of })] }) }),
    ],
    "another constraint": [
      "NonNegative: of",
      (of) => ({
        optimizer: new Constrained({ optimizer: sgd, constraints: [new UnitNorm(), new NonNegative({ of })] }),
      }),
    ],
  };

  test.each(Object.entries(selections))("%s", (_, [where, options]) => {
    for (const of of [first, biases, wide]) {
      expect(refuse(options(of))).toBe(`OptionError: ${where} chooses none of the network's parameters. ${NAMES}`);
    }
    expect(refuse(options(({ fullName }) => fullName === "1.bias"))).toBe("nothing was thrown");
  });

  test("what `fit` is given as well, before anything moves", () => {
    const options = { loss: meanSquaredError, batchSize: 1, epochs: 1, optimizer: sgd };
    expect(() => build().fit({ inputs: [[1, 2]], targets: [1] }, { ...options, frozen: first })).toThrow(
      "frozen chooses none of the network's parameters.",
    );
  });

  test("of a network with many, some are named and the others counted", () => {
    const branch = () => new Residual([new Dense(2, 2), new Dense(2, 2)]);
    const large = new Sequential([branch(), branch(), branch(), branch(), branch(), branch()] as never, {
      inputShape: [2],
    });
    expect(refuse({ frozen: first }, large)).toMatchInlineSnapshot(
      `"OptionError: frozen chooses none of the network's parameters. They are "0.body.0.weight", "0.body.0.bias", "0.body.1.weight", "0.body.1.bias", "1.body.0.weight", "1.body.0.bias", "1.body.1.weight", "1.body.1.bias", "2.body.0.weight", "2.body.0.bias", "2.body.1.weight", "2.body.1.bias", "3.body.0.weight", "3.body.0.bias", "3.body.1.weight", "3.body.1.bias", "4.body.0.weight", "4.body.0.bias", "4.body.1.weight", "4.body.1.bias" and 4 more, and their roles are "weight" and "bias"."`,
    );
    const linear = new Sequential([new Dense(2, 1, { useBias: false })]);
    expect(refuse({ frozen: biases }, linear)).toMatchInlineSnapshot(
      `"OptionError: frozen chooses none of the network's parameters. It has "0.weight" alone, whose role is "weight"."`,
    );
  });
});

test("what isn't true or false is refused: a match of a pattern, and an answer that was forgotten or is awaited", () => {
  const matched = (({ fullName }: PartParameter) => fullName.match(/^0/)) as unknown as Choice;
  const forgotten = (({ fullName }: PartParameter) => void (fullName === "0.bias")) as unknown as Choice;
  const awaited = (async () => true) as unknown as Choice;
  expect(refuse({ frozen: matched })).toMatchInlineSnapshot(
    `"OptionError: frozen must give true or false for each parameter, but gave an array of 1 for "0.weight"."`,
  );
  expect(refuse({ penalties: [new L1({ strength: 1, of: forgotten })] })).toMatchInlineSnapshot(
    `"OptionError: L1(1): of must give true or false for each parameter, but gave undefined for "0.weight"."`,
  );
  expect(refuse({ optimizer: new AdamW({ of: awaited }) })).toMatchInlineSnapshot(
    `"OptionError: AdamW: of must give true or false for each parameter, but gave a Promise for "0.weight"."`,
  );
  expect(
    refuse({ penalties: [Object.assign(Object.create(new L2({ strength: 1 })), { of: "0.weight" }) as L2] }),
  ).toMatchInlineSnapshot(
    `"OptionError: L2(1): of must be a function of a parameter, as in ({ role }) => role === "weight", but is "0.weight"."`,
  );
});

test("a group whose parameters all belong to those before it is refused", () => {
  const groups = [
    { of: ({ fullName }: PartParameter) => fullName.startsWith("0."), optimizer: sgd },
    { of: ({ fullName }: PartParameter) => fullName === "0.bias", optimizer: new Adam() },
    { optimizer: sgd },
  ];
  expect(refuse({ optimizer: new ParameterGroups({ groups }) })).toMatchInlineSnapshot(
    `"OptionError: ParameterGroups: each parameter that groups[1].of chooses belongs to a group before it, as the first one that has a parameter takes it. Put that group further to the front, or have it choose others."`,
  );
});

test("what chooses frozen parameters alone is about none, and right: they may learn in the next training", () => {
  const frozen: Choice = ({ fullName }) => fullName.startsWith("0.");
  const groups = new ParameterGroups({ groups: [{ of: frozen, optimizer: new Adam() }, { optimizer: sgd }] });
  const constrained = new Constrained({ optimizer: groups, constraints: [new MaxNorm({ limit: 3, of: frozen })] });
  const penalties = [new L2({ strength: 0.1, of: frozen })];
  expect(refuse({ frozen, penalties, optimizer: constrained })).toBe("nothing was thrown");
});

test("what is chosen where nothing is said may be none: networks without weights have none to decay", () => {
  const frozen: Choice = ({ role }) => role === "weight";
  const constrained = new Constrained({ optimizer: new AdamW(), constraints: [new UnitNorm()] });
  expect(refuse({ frozen, penalties: [new L2({ strength: 0.1 })], optimizer: constrained })).toBe("nothing was thrown");
});

test("checkChoice is for authors as well", () => {
  const weight: PartParameter = { fullName: "0.weight", shape: [2, 1], role: "weight", size: 2 };
  expect(() => checkChoice("mine", () => false, [])).not.toThrow();
  expect(() => checkChoice("mine", () => true, [weight])).not.toThrow();
  expect(() => checkChoice("mine", () => false, [weight])).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: mine chooses none of the network's parameters. It has "0.weight" alone, whose role is "weight".]`,
  );
  expect(() => checkChoice("mine", 1 as never, [weight])).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: mine must be a function of a parameter, as in ({ role }) => role === "weight", but is 1.]`,
  );
  expect(() => checkChoice("mine", () => true, new Array(2 ** 32 - 1))).toThrow(
    "mine: all parameters of the network must be a list, but got an array of 4294967295.",
  );
});
