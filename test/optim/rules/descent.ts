import { frameFor, type Optimizer } from "@nn/core/component";

/** A descent without a network: of a function with its gradient. */
export function descent(
  optimizer: Optimizer,
  start: number[],
  of: (w: ArrayLike<number>) => [loss: number, gradient: number[]],
) {
  const frame = frameFor(optimizer, [{ fullName: "0.weight", shape: [start.length] }]);
  let evaluations = 0;
  frame.value.set(start);
  frame.evaluate = () => {
    evaluations++;
    const [loss, gradient] = of(frame.value);
    frame.gradient.set(gradient);
    return loss;
  };
  return {
    frame,
    evaluations: () => evaluations,
    step: (): void => {
      frame.step++;
      const [loss, gradient] = of(frame.value);
      frame.loss = loss;
      frame.gradient.set(gradient);
      optimizer.update(frame);
    },
  };
}
