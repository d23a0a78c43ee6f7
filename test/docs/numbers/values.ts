import { losses, optimizers, preparations, saturation, stacks } from "./exercises.js";
import { constantAnswers, gradients, oneNeuron, smallNetwork, trainings } from "./sections.js";

/** What the guide's pages say in numbers, each computed with the packages. */
export const values: Readonly<Record<string, number>> = {
  ...oneNeuron(),
  ...smallNetwork(),
  ...constantAnswers(),
  ...gradients(),
  ...(await trainings()),
  ...(await losses()),
  ...(await optimizers()),
  ...(await stacks()),
  ...(await preparations()),
  ...(await saturation()),
};
