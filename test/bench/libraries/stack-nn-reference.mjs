// The oracle: what the network is by definition.
import { reference } from "@nn/core/backend";
import { onBackend } from "./stack-of-nn.mjs";

export const { train, predict } = onBackend({ backend: reference });
