import type { PyTorchModule } from "@nn/core/component";

/** Zeros at the ends of axes in PyTorch, which names the last axis first, and takes something away where a number is below 0. */
export function padModule(ends: readonly (readonly [number, number])[]): PyTorchModule[] {
  const around = [...ends].reverse().flat();
  const made =
    ends.length === 2
      ? { module: "nn.ZeroPad2d", given: [around] }
      : { module: "nn.ConstantPad1d", given: [around, 0] };
  return [{ ...made, order: "channels first" }];
}
