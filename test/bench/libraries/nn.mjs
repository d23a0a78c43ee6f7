// @nn as its users write it, on the backend that it chooses by itself.
import { onBackend } from "./nn-on.mjs";

export const { train, predict } = onBackend();
