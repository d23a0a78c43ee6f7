import type { Optimizer } from "@nn/core/component";
import { optimizers } from "../../contracts/rows/optimizers.js";
import type { Row } from "../row.js";

/** One for each class in the table of optimizers, with the settings of its last example there. */
export const optimizerMakers: readonly Omit<Row, "of">[] = Array.from(
  new Map(optimizers.map(({ component, optimizer }) => [component, optimizer])),
  ([component, optimizer]) => {
    const Made = optimizer.constructor as new (options: object) => Optimizer;
    return {
      name: `new ${component}`,
      right: () => [optimizer.settings?.()],
      call: (options: object) => new Made(options),
    };
  },
);
