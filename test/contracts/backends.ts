import { type Backend, reference } from "@nn/core";

/** Every backend runs the whole contract tables, the lab and the seeded trainings. */
export const backends: readonly Backend[] = [reference];
