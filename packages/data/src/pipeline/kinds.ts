import type { Registrable } from "@nn/core/component";
import { NamedArrays } from "../named/named-arrays.js";
import { CategoryCode } from "./codes/category-code.js";
import { NumberCode } from "./codes/number-code.js";
import { Pipeline } from "./pipeline.js";

/**
 * What a registry needs to write a pipeline down, and to make an equal one.
 *
 * @example
 * const pipeline = Pipeline.fit([{ size: 1, kind: "a" }, { size: 2, kind: "b" }], { target: "kind" });
 * const registry = new Registry(pipelineKinds);
 * const equal: Pipeline = registry.make(JSON.parse(JSON.stringify(registry.describe(pipeline))));
 * equal.inputs([{ size: 1.5 }]); // => [[0]]
 */
export const pipelineKinds: readonly Registrable[] = [Pipeline, NumberCode, CategoryCode, NamedArrays];
