import { Sequential } from "@nn/core";
import { defineActivation, erfFormula } from "@nn/core/component";
import { fromOnnx, fromPyTorch, toOnnx, toPyTorch } from "@nn/formats";
import { Dense, gelu, sparsemax } from "@nn/layers";
import { activationContract } from "@nn/testing";
import { expect, test } from "vitest";
import { activations } from "../../contracts/components.js";

/** As an activation of a file may be that was written elsewhere. */
const steep = defineActivation({
  name: "steep",
  functions: { erf: erfFormula },
  formula: { value: "erf(2 * z)", derivative: "4 * exp(-4 * z^2) / sqrt(3.141592653589793)" },
  backward: ["x = min(max(z, -20), 20)", "dz = da * 4 * exp(-4 * x^2) / sqrt(3.141592653589793)"],
});
const networkOf = (activation: typeof steep): Sequential =>
  new Sequential([new Dense(2, 3, { activation }), new Dense(3, 1)], { seed: 1 }) as unknown as Sequential;
const inputs = [
  [0.5, -1],
  [3, 2],
];

test("an error function is one operator of a file", () => {
  const [erf, exp] = ["Erf", "Exp"].map((name) => Buffer.from(toOnnx(networkOf(gelu))).includes(name));
  expect([erf, exp]).toEqual([true, false]);
});

const isRead = ({ activation }: (typeof activations)[number]): boolean =>
  Object.keys(activation.settings!()).includes("kind");

test.each(activations.filter(isRead))("$component comes back from a file as itself", ({ activation }) => {
  const network = networkOf(activation);
  const back = fromOnnx(toOnnx(network));
  expect((back.layers[0] as Dense).activation).toBe(activation);
  for (const input of inputs) expect(back.predict(input)[0]).toBeCloseTo(Number(network.predict(input)[0]), 5);
});

/** Sparsemax in so many rounds, of rows that add up to `sum`. */
const rounds = (count: number, sum: number) =>
  defineActivation({
    name: `rounds ${count}, sum ${sum}`,
    formula: {
      value: `max(0, z - (sum(step(a) * z) - ${sum}) / sum(step(a)))`,
      derivative: "step(a) * (1 - 1 / sum(step(a)))",
      crossDerivative: "-step(a) * step(b) / sum(step(a))",
    },
    forward: [
      ...["below = z - max(z)", `tau = -${sum}`],
      ...Array(count).fill(`tau = tau + (sum(below > tau ? below - tau : 0) - ${sum}) / sum(below > tau ? 1 : 0)`),
      "a = below <= tau ? 0 : below - tau",
    ],
    backward: ["dz = a > 0 ? da - sum(a > 0 ? da : 0) / sum(a > 0 ? 1 : 0) : 0"],
  });

test("one that is found in rounds is read again where it is known, and isn't taken for one that is nearly the same", () => {
  const file = toOnnx(networkOf(rounds(40, 1)));
  expect((fromOnnx(file).layers[0] as Dense).activation).toBe(sparsemax);
  const other = rounds(40, 2);
  for (const { run } of activationContract(other)) run();
  const own = toOnnx(networkOf(other));
  expect(() => fromOnnx(own)).toThrow("its formula has more than 2000 characters");
  expect((fromOnnx(own, { activations: [other] }).layers[0] as Dense).activation).toBe(other);
});

test("in any other formula its derivative is known", () => {
  const back = fromOnnx(toOnnx(networkOf(steep)));
  const { activation } = back.layers[0] as Dense;
  expect(activation.formula).toMatchObject({ value: "erf((2 * z))" });
  expect(activation.formula!.derivative).toContain("exp(-(2 * z)^2)");
  for (const { run } of activationContract(steep)) run();
  const [dz, one, z, a] = [new Float64Array(1), Float64Array.of(1), Float64Array.of(0.3), new Float64Array(1)];
  activation.backward(back.backend.kernels("float64"), dz, one, z, a, 1, 1);
  expect(dz[0]).toBeCloseTo((4 * Math.exp(-0.36)) / Math.sqrt(Math.PI), 14);
});

test("PyTorch has a module for gelu, and a function for what has an error function in it", () => {
  expect(toPyTorch(networkOf(gelu)).program).toContain("nn.GELU(),");
  const { program, weights } = toPyTorch(networkOf(steep));
  expect(program).toContain("return torch.erf(2 * z)");
  const other = networkOf(steep);
  other.setParameters(fromPyTorch(other, weights));
  expect(other.predict(inputs[0]!)).toEqual(networkOf(steep).predict(inputs[0]!));
});
