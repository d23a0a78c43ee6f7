// What the tests take of the page; the page itself is made from main.tsx.
export type { Training } from "./engine/build.js";
export { build } from "./engine/build.js";
export type { Look, LookedAt, Predicted } from "./engine/look.js";
export { look } from "./engine/look.js";
export { Tape } from "./engine/tape.js";
export type { Scene } from "./scene/scene.js";
export { sceneOf } from "./scene/scene.js";
export type { Action } from "./state/actions.js";
export { fromLink, toLink } from "./state/link.js";
export type { PresetName } from "./state/presets.js";
export { presets } from "./state/presets.js";
export { reduce } from "./state/reduce.js";
export { withNewRow, withoutRow } from "./state/rows.js";
export { toRule } from "./state/rules.js";
export { sectionNames, sectionState } from "./state/sections.js";
export type * from "./state/state.js";
