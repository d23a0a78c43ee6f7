import { type Backend, defaultBackend, reference } from "@nn/core";

/** Every backend runs the whole contract tables, the lab and the seeded trainings. */
export const backends: readonly Backend[] = [...new Set([reference, defaultBackend()])];
