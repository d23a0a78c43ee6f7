// @nn on the plain loops that are its oracle.
import { reference } from "@nn/core/backend";
import { onBackend } from "./nn-on.mjs";

export const { train, predict } = onBackend({ backend: reference });
