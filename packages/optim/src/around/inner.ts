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

/**
 * Passes an optimizer on that is to be given another gradient than the loss's.
 *
 * @throws OptionError for what is none, and for one that evaluates the loss.
 */
export function checkGiven(where: string, optimizer: Optimizer): Optimizer {
  const { evaluates, name } = checkInner(where, optimizer);
  if (evaluates !== true) return optimizer;
  throw new OptionError(
    `${where}: ${name} evaluates the loss and needs its own gradient, not one made of it. Give it to the trainer without ${where}.`,
  );
}

/** Whether it may be called for a few parameters at a time, and remembers nothing of all together. */
export function isElementwise({ elementwise, scalars = [] }: Optimizer): boolean {
  return elementwise === true && scalars.length === 0;
}
