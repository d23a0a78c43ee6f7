import { Sequential } from "@nn/core";
import type { Equations, Layer } from "@nn/core/component";
import { parameterNames } from "@nn/explain";
import { sigmoid, tanh } from "@nn/layers";
import { layerContract } from "@nn/testing";
import { expect, test } from "vitest";
import { Scale } from "your-own/dist/scale.js";
import { broken } from "../../../testing/broken.js";

test("equations that don't fit their layer are refused, where they are", () => {
  const said = (equations: unknown): string => {
    const layer = Object.assign(new Scale(), { equations: () => equations as Equations[] });
    try {
      parameterNames(new Sequential([layer], { inputShape: [2] }));
    } catch (error) {
      return String(error);
    }
    return "nothing";
  };
  const one = { terms: [{ input: 0, weight: { parameter: "gain", element: 1 } }] };
  expect(said([{ sums: [one, one] }])).toBe("nothing");
  const wrong = [
    undefined,
    [],
    [{}],
    [null],
    [{ activation: sigmoid, sums: [one] }],
    [{ activation: "sigmoid" }],
    [{ sums: one }],
    [{ sums: [one] }],
    [{ sums: [[one], one] }],
    [{ activation: sigmoid }, { sums: [one, { terms: [{ ...one.terms[0], input: 2 }] }] }],
    [{ sums: [one, { terms: [{ input: 1 }] }] }],
    [{ sums: [one, { ...one, bias: { parameter: "gain", element: 2 } }] }],
    [{ sums: [one, { ...one, bias: { parameter: "bias", element: 0 } }] }],
  ];
  expect(wrong.map(said)).toMatchInlineSnapshot(`
    [
      "OptionError: layer 0, Scale: equations must give lists of numbers, as in [{ sums }], [{ matrix }], [{ activation }] or [{ formula }], of at least one, but gives undefined.",
      "OptionError: layer 0, Scale: equations must give lists of numbers, as in [{ sums }], [{ matrix }], [{ activation }] or [{ formula }], of at least one, but gives an empty array.",
      "OptionError: layer 0, Scale: equations must give one of { sums }, { matrix }, { activation } and { formula } in list 0, but gives an object.",
      "OptionError: layer 0, Scale: equations must give one of { sums }, { matrix }, { activation } and { formula } in list 0, but gives null.",
      "OptionError: layer 0, Scale: equations must give one of { sums }, { matrix }, { activation } and { formula } in list 0, but gives an object.",
      "OptionError: layer 0, Scale: equations must give an activation in list 0, but gives "sigmoid".",
      "OptionError: layer 0, Scale: equations must give a list of sums, of at least one, in list 0, but gives an object.",
      "OptionError: layer 0, Scale: equations must end in as many numbers as the layer has outputs, 2, but gives 1.",
      "OptionError: layer 0, Scale: equations must give a sum as { terms, bias } in list 0, but gives an array of 1.",
      "OptionError: layer 0, Scale: equations must give a term the index of one of 2 inputs in list 1, but gives 2.",
      "OptionError: layer 0, Scale: equations must name parameters of the layer and indices in them in list 0, but gives undefined.",
      "OptionError: layer 0, Scale: equations must name parameters of the layer and indices in them in list 0, but gives "gain[2]".",
      "OptionError: layer 0, Scale: equations must name parameters of the layer and indices in them in list 0, but gives "bias[0]".",
    ]
  `);
});

test("the layer contract notices equations that say something else, or not all", () => {
  const sums = (count: number, element: (i: number) => number): Equations[] => [
    {
      sums: Array.from({ length: count }, (_, i) => ({
        terms: [{ input: i, weight: { parameter: "gain", element: element(i) } }],
      })),
    },
  ];
  const promise = "if it says by equations what it does, its passes do so, with all its parameters";
  const scaleWith = (equations: () => Equations[]): Layer => Object.assign(new Scale(), { equations });
  const all = [
    () => sums(3, (i) => 2 - i),
    () => sums(2, (i) => i),
    () => sums(3, () => 7),
    () => [...sums(3, (i) => i), { activation: tanh }],
    () => [],
  ];
  for (const equations of all)
    expect(broken(layerContract(scaleWith(equations), { inputShape: [3] }))).toEqual([promise]);
});
