import type { Data, Loss, Network } from "@nn/core";
import { compareGradients } from "@nn/core/testing";
import { GradientRun } from "./run.js";

/** The element of a parameter at which back-propagation and central differences differ most. */
export interface CheckedParameter {
  /** The network's name for the parameter: `"0.weight"`. */
  readonly name: string;
  /** The element's index. */
  readonly element: number;
  /** The derivative by back-propagation. */
  readonly gradient: number;
  /** The derivative by central differences. */
  readonly measured: number;
  /** |gradient − measured| / max(1, |gradient|, |measured|) */
  readonly error: number;
  /** Whether the error is at most 1e-7. */
  readonly agrees: boolean;
}

/** What {@link checkGradients} found. */
export interface GradientCheck {
  /** One row for each parameter. */
  readonly parameters: readonly CheckedParameter[];
  /** Whether all of them agree. */
  readonly agrees: boolean;
  /** The rows as a table for a terminal. */
  table(): string;
}

/**
 * Compares a network's gradients with central differences: each parameter's worst element. For layers, activations and
 * losses of your own, in the network that they are used in; any layers will do. The network is left as it is, and the
 * comparison is made in float64.
 *
 *     ∂L/∂w ≈ (L(w + h) − L(w − h)) / 2h,   h = 1e-5 · max(1, |w|)
 *
 * It costs five forward passes for each number of the parameters: meant for small networks and few examples.
 *
 * @throws DataError or ShapeError for data that doesn't fit the network.
 *
 * @example
 * const network = new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: 1 });
 * const check = checkGradients(network, { inputs: [[-2, -1], [25, 6]], targets: [1, 0] }, meanSquaredError);
 * check.agrees; // => true
 * check.parameters.map(({ name }) => name); // => ["0.weight", "0.bias", "1.weight", "1.bias"]
 * console.log(check.table());
 */
export function checkGradients(network: Network, data: Data, loss: Loss): GradientCheck {
  const run = new GradientRun(network, data, loss);
  const gradients = Float64Array.from(run.gradients());
  const claims = network.stack.places
    .flatMap(({ parameters }) => parameters)
    .map(({ fullName, offset, size }) => {
      const part = (values: Float64Array | Float32Array) => values.subarray(offset, offset + size);
      return [fullName, { values: part(run.parameters), gradient: part(gradients) }] as const;
    });
  const compared = compareGradients(() => run.loss(), Object.fromEntries(claims));
  const parameters = compared.map(({ name, element, claimed, measured, error }) => ({
    name,
    element,
    gradient: claimed,
    measured,
    error,
    agrees: error <= 1e-7,
  }));
  return { parameters, agrees: parameters.every(({ agrees }) => agrees), table: () => tableOf(parameters) };
}

function tableOf(parameters: readonly CheckedParameter[]): string {
  const header = ["parameter", "worst element", "back-propagation", "central differences", "error", ""];
  const rows = parameters.map(({ name, element, gradient, measured, error, agrees }) => [
    name,
    String(element),
    gradient.toPrecision(8),
    measured.toPrecision(8),
    error.toExponential(1),
    agrees ? "agrees" : "DIFFERS",
  ]);
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column % 5 === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join("  ")
      .trimEnd();
  return [
    line(header),
    widths
      .map((width) => "─".repeat(width))
      .join("  ")
      .trimEnd(),
    ...rows.map(line),
  ].join("\n");
}
