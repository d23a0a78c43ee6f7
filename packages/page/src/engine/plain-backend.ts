import { type Backend, reference } from "@nn/core/backend";

// In the page's file this is what @nn/numerics has from its WebAssembly: see build.mjs.

export const defaultBackend = (): Backend => reference;

/** There is room wherever the engine finds it. */
export const backendWithRoom = (): Backend => reference;
