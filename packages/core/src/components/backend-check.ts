import type { Backend, DType, Kernels } from "@nn/numerics";
import { OptionError, show } from "@nn/numerics";
import { lackOf } from "./component.js";

/** @throws OptionError for a backend without kernels for a number format. */
export function checkKernels(backend: Backend, dtype: DType): void {
  const kernels: Partial<Kernels> | undefined = backend.kernels(dtype);
  if (typeof kernels?.matmul === "function") return;
  throw new OptionError(`backend: kernels must give array functions such as matmul, but gives ${show(kernels)}.`);
}

/** @throws OptionError for what is no backend. */
export function checkBackend(backend: Backend): Backend {
  const lack = lackOf(backend, ["allocate", "kernels"]);
  if (lack === undefined) return backend;
  throw new OptionError(`backend must be a backend itself, as in { backend: reference }, but is ${lack}`);
}
