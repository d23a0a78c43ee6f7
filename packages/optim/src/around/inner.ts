import { checkOptimizer, type Optimizer, OptionError } from "@nn/core/component";

/**
 * Passes the optimizer inside another one on.
 *
 * @throws OptionError for what is none.
 */
export function checkInner(where: string, optimizer: Optimizer): Optimizer {
  try {
    return checkOptimizer(optimizer);
  } catch (error) {
    if (error instanceof OptionError) throw new OptionError(`${where}: ${error.message}`);
    throw error;
  }
}

/** Whether it may be called for a few parameters at a time, and remembers nothing of all together. */
export function isElementwise({ elementwise, scalars = [] }: Optimizer): boolean {
  return elementwise === true && scalars.length === 0;
}
