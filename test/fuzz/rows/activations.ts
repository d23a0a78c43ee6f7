import { celu, elu, leakyRelu, temperedSoftmax, thresholdedRelu } from "@nn/layers";
import type { Row } from "../row.js";

/** One for each that makes an activation. */
export const activationMakers: readonly Omit<Row, "of">[] = [
  { name: "celu", right: () => [{ alpha: 2 }], call: celu },
  { name: "elu", right: () => [{ alpha: 2 }], call: elu },
  { name: "leakyRelu", right: () => [{ slope: 0.1 }], call: leakyRelu },
  { name: "temperedSoftmax", right: () => [{ temperature: 2 }], call: temperedSoftmax },
  { name: "thresholdedRelu", right: () => [{ threshold: 0.5 }], call: thresholdedRelu },
];
