import { defaultBackend } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";

/** Every backend runs the whole contract tables, the lab and the seeded trainings. */
export const backends: readonly Backend[] = [...new Set([reference, defaultBackend()])];
