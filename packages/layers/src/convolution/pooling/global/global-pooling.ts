import type { OperatorNode, PyTorchModule, Shape } from "@nn/core/component";
import { refuseMore } from "../../../checks.js";
import type { Geometry } from "../../windows/geometry.js";
import { globalModules } from "../../windows/modules.js";
import { PooledLayer } from "../pooled-layer.js";
import type { Reduction } from "../reduction.js";

/** What a window that sees all is put on. */
export interface WholeField<Axes> {
  readonly inputAxes: Axes;
  whole(input: Shape): Geometry;
}

/** What layers share that make one number of all places, for each channel. */
export abstract class GlobalPooling<Input extends Shape, Axes extends readonly string[]> extends PooledLayer<Axes> {
  readonly #field: WholeField<Axes>;

  /** @param more - What was given to one that takes nothing. */
  constructor(name: string, field: WholeField<Axes>, reduction: Reduction, more: readonly unknown[] = []) {
    refuseMore(name, `nothing, new ${name}()`, more);
    super(name, field.inputAxes, reduction);
    this.#field = field;
  }

  /** None, unless it takes options. */
  settings(): object {
    return {};
  }

  /** The channels alone. */
  outputShape(input: Input): readonly [channels: number] {
    return [this.geometryFor(input).channels];
  }

  operators(input: Shape): OperatorNode[] {
    const integers = { axes: input.slice(1).map((_, axis) => axis + 1), keepdims: 0 };
    return [{ operator: this.reduction.operators[1], inputs: ["x"], integers, outputs: ["y"] }];
  }

  pytorch(input: Shape): PyTorchModule[] {
    return globalModules(`${this.reduction.moduleOfAll}${input.length - 1}d`);
  }

  protected geometryFor(input: Shape): Geometry {
    return this.#field.whole(input);
  }
}
