import type { Backend, Kernels } from "@nn/core/backend";
import type { DType } from "@nn/core/component";
import { type ContractCheck, checkBackend, expectNumbers, expectThat, promise } from "../contracts/contract.js";
import { addColumnSums, addRow, fill } from "./elements.js";
import type { Tested } from "./expect-kernel.js";
import { allFinite, mean, snapshot, uniform } from "./finite.js";
import { compute, run } from "./own.js";
import { expectBits, expectProduct, PRODUCTS, type Product } from "./products.js";

/**
 * What every backend promises: memory of zeros, and kernels that do what their definitions say, for every size.
 *
 * @example
 * for (const { run } of backendContract(reference)) run();
 */
export function backendContract(backend: Backend): ContractCheck[] {
  checkBackend("The backend under test", backend);
  return [
    promise("has a name", () => expectThat(backend.name.trim() !== "", "its name is empty")),
    ...(["float64", "float32"] as const).flatMap((dtype) => checksFor(backend, dtype)),
  ];
}

/** What each kernel is held against, but for the products. */
const DEFINITIONS: Record<Exclude<keyof Kernels, Product["name"]>, (tested: Tested) => void> = {
  fill,
  addRow,
  addColumnSums,
  mean,
  snapshot,
  allFinite,
  uniform,
  compute,
  run,
};

function checksFor(backend: Backend, dtype: DType): ContractCheck[] {
  const tested = { backend, kernels: backend.kernels(dtype), dtype };
  return [
    promise(`allocates zeros of the lengths asked for, ${dtype}`, () => {
      const lengths = [3, 0, 17, 1];
      const arrays = backend.allocate(dtype, lengths);
      expectNumbers(
        "the lengths",
        arrays.map((values) => values.length),
        lengths,
      );
      for (const values of arrays) expectNumbers("the values", values, Array(values.length).fill(0));
      arrays[0]!.fill(1);
      expectNumbers("a neighbour of a filled array", arrays[2]!, Array(17).fill(0));
    }),
    ...Object.entries(DEFINITIONS).map(([name, expectDefined]) =>
      promise(`${name} is as defined, ${dtype}`, () => expectDefined(tested)),
    ),
    ...PRODUCTS.map((product) =>
      promise(`${product.name} is as defined, ${dtype}`, () => expectProduct(tested, product)),
    ),
    ...PRODUCTS.map((product) =>
      promise(`${product.name} has the bits of the reference, ${dtype}`, () => expectBits(tested, product)),
    ),
  ];
}
