import { defaultBackend } from "@nn/core";
import type { Backend, Kernels } from "@nn/core/backend";
import type { DType } from "@nn/core/component";

/**
 * The default backend, and what of steps was recorded on it: all of one, what comes before the optimizer, and whether
 * something is called in it.
 */
export function watched(): { backend: Backend; recorded: string[] } {
  const backend = defaultBackend();
  const recorded: string[] = [];
  let isStep = false;
  const looking = (kernels: Kernels): Kernels => ({
    ...kernels,
    // Each step takes one, and a pass alone none.
    snapshot(...values) {
      isStep = true;
      return kernels.snapshot(...values);
    },
  });
  const kernels: Readonly<Record<DType, Kernels>> = {
    float64: looking(backend.kernels("float64")),
    float32: looking(backend.kernels("float32")),
  };
  return {
    recorded,
    backend: {
      ...backend,
      kernels: (dtype) => kernels[dtype],
      record: (dtype, pass) => {
        isStep = false;
        let [isWhole, calls] = [false, false];
        const program = backend.record?.(dtype, (recorder) =>
          pass({
            ...recorder,
            scalars(count) {
              isWhole = true;
              return recorder.scalars(count);
            },
            component(attempt, plain) {
              // Where an attempt ends early, the component is called as well.
              let isRecorded = false;
              const tried = (): void => {
                attempt!();
                isRecorded = true;
              };
              recorder.component(attempt && tried, plain);
              calls ||= !isRecorded;
            },
          }),
        );
        const words = [isWhole ? "whole" : "part", ...(calls ? ["with calls"] : []), ...(program ? [] : ["in vain"])];
        if (isStep) recorded.push(words.join(", "));
        return program;
      },
    },
  };
}
