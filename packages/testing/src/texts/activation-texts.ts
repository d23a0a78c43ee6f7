import type { Activation, FloatArray, Formula, Kernels } from "@nn/core/component";
import { expectNumbers } from "../contracts/contract.js";
import { goesOverRow, readText } from "./read-text.js";

/** The texts are written to be read, and may lose digits that the code keeps. */
const TOLERANCE = 1e-9;

/**
 * ∂L/∂z from ∂L/∂a of one row, by the derivatives that an activation says as text; of one that doesn't, or whose texts aren't
 * read here, by its own backward.
 */
export function pulledBack(
  activation: Activation,
  kernels: Kernels,
  da: FloatArray,
  z: FloatArray,
  a: FloatArray,
): FloatArray {
  const byTexts = activation.formula && textsOf(activation.formula)?.(da, z, a);
  if (byTexts) return byTexts;
  const dz = new Float64Array(z.length);
  activation.backward(kernels, dz, da, z, a, 1, z.length);
  return dz;
}

/** Compares what an activation says of one row with what its code gives. */
export function expectActivationTexts(
  { formula }: Activation,
  { z, a, da, dz }: Readonly<Record<"z" | "a" | "da" | "dz", FloatArray>>,
): void {
  if (formula === undefined) return;
  const value = readText(formula.value, { arrays: ["z", "x", "a"] });
  if (value) expectNumbers(`a by the formula "${formula.value}"`, a, value(z.length, [z, z, a]), TOLERANCE);
  const back = textsOf(formula)?.(da, z, a);
  const { derivative, crossDerivative } = formula;
  const said = [derivative, crossDerivative].filter((text) => text !== undefined).join('" and "');
  if (back) expectNumbers(`dz by the derivative "${said}"`, dz, back, TOLERANCE);
}

type PullBack = (da: FloatArray, z: FloatArray, a: FloatArray) => Float64Array;

/** `undefined` where the derivatives aren't all there. */
function textsOf({ value, derivative, crossDerivative }: Formula): PullBack | undefined {
  if (derivative === undefined || (goesOverRow(value) && crossDerivative === undefined)) return undefined;
  const names = { arrays: ["z", "a"], scalars: ["b", "other"] };
  const [own, across] = [derivative, crossDerivative].map((text) =>
    text === undefined ? undefined : readText(text, names),
  );
  if (!own || (crossDerivative !== undefined && !across)) return undefined;
  return (da, z, a) => {
    const size = z.length;
    const dz = own(size, [z, a], [0, 0]).map((slope, i) => slope * da[i]!);
    if (!across) return dz;
    return dz.map((slope, j) => {
      const of = across(size, [z, a], [a[j]!, z[j]!]);
      return of.reduce((sum, each, i) => (i === j ? sum : sum + each * da[i]!), slope);
    });
  };
}
