import { onBackend } from "./stack-of-nn.mjs";

export const { train, predict } = onBackend();
