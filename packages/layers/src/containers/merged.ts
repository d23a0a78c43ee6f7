import {
  type Axes,
  checkLayers,
  copyNumbers,
  type Equations,
  type Frame,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type OperatorNode,
  OptionError,
  type PyTorchModule,
  resolveStack,
  type Shape,
  show,
  type Titles,
  type TrainFrame,
} from "@nn/core/component";
import type { Stacks } from "./branch-shapes.js";
import { ADD, type Merge, NONE } from "./merge.js";

/** @inline */
type F = Frame<never, string, never, string>;
/** @inline */
type B = TrainFrame<never, string, never, string>;

/** What all layers have in common that make one output of what several stacks give. */
export abstract class Merged<Taken extends Shape = Shape, Given extends Shape = Shape>
  implements Layer<never, string, never, string>
{
  readonly name: string;
  readonly inputShape?: Shape;
  readonly inputAxes: Axes | undefined;
  readonly keepsLeadingAxes?: true;
  /** The stacks, each of which takes the layer's input. */
  readonly stacks: Stacks;
  readonly #merge: Merge;
  readonly #names: readonly string[];

  /** @param name - As it is shown; that of the stacks' layers, unless given. */
  constructor(kind: string, merge: Merge, stacks: Stacks, name?: string) {
    if (stacks.length < 2) {
      const example = `new ${kind}([new Dense(2, 3)], [new Dense(2, 3)])`;
      throw new OptionError(`${kind} takes two stacks of layers or more, ${example}, but got ${show(stacks)}.`);
    }
    for (const stack of stacks) checkLayers(stack, kind);
    this.stacks = stacks.map((stack) => [...stack]);
    this.#merge = merge;
    this.#names = stacks.map((_, i) => `branch${i}`);
    const first = this.stacks.map(([layer]) => layer);
    const knowing = first.filter(({ inputShape }) => inputShape !== undefined);
    if (knowing[0]?.inputShape !== undefined) this.inputShape = knowing[0].inputShape;
    this.inputAxes = first.find(({ inputAxes }) => inputAxes !== undefined)?.inputAxes;
    if (knowing.length > 0 && knowing.every((layer) => layer.keepsLeadingAxes)) this.keepsLeadingAxes = true;
    const shown = this.stacks.map((stack) => stack.map((layer) => layer.name).join(", "));
    this.name = name ?? `${kind}(${shown.join(" | ")})`;
  }

  /** What programs know it by, in files too. */
  abstract get kind(): string;

  /** What readers are shown in the place of its name. */
  abstract get titles(): Titles;

  /** What an equal one is made from. */
  settings(): object {
    return { stacks: this.stacks };
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  outputShape(_input: Taken, branches: Readonly<Record<string, Shape>>): Given {
    // The types of the stacks say no more than what their shapes are.
    return this.#merge.outputShape(this.#names.map((name) => branches[name])) as Given;
  }

  parameters(): Record<never, never> {
    return {};
  }

  saved(input: Shape): Record<string, Shape> {
    return this.#merge.saved?.(this.#merge.outputShape(this.#shapes(input))) ?? {};
  }

  branches(): Record<string, readonly Layer[]> {
    return Object.fromEntries(this.#names.map((name, i) => [name, this.stacks[i]]));
  }

  prepare(frame: B): unknown {
    return this.#merge.prepare?.(frame as TrainFrame, this.#names);
  }

  forward(frame: F): void {
    for (const name of this.#names) frame.branches[name].forward();
    this.#merge.forward(frame, this.#names);
  }

  backward(frame: B): void {
    const { kernels, batch, inputSize, dx, branches } = frame;
    this.#merge.backward(frame, this.#names);
    for (const name of this.#names) branches[name].backward();
    for (const [i, name] of this.#names.entries()) {
      const from = branches[name].dx;
      if (!dx || !from) continue;
      if (i === 0) copyNumbers(kernels, dx, from, batch * inputSize);
      else kernels.compute(ADD, NONE, batch, inputSize, dx, from);
    }
  }

  equations(input: Shape): Equations[] {
    return [this.#merge.equations(this.#shapes(input), this.#names)];
  }

  operators(): OperatorNode[] {
    return this.#merge.operators(this.#names.map((branch) => ({ branch })));
  }

  pytorch(): PyTorchModule[] {
    const [module, expression] = this.#merge.python;
    const source = `class ${module}(nn.Module):
    def __init__(self, *branches):
        super().__init__()
        for i, branch in enumerate(branches):
            self.add_module(f"branch{i}", branch)

    def forward(self, x):
        outputs = [branch(x) for branch in self.children()]
        return ${expression}`;
    return [{ module, given: this.#names.map((branch) => ({ branch })), source }];
  }

  #shapes(input: Shape): Shape[] {
    return this.stacks.map((stack) => resolveStack(stack, input).outputShape);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(Merged as never, ["forward", "backward"]);

/** The stacks that settings name. @throws OptionError for something else than a list. */
export function listedStacks(kind: string, stacks: Stacks): Stacks {
  if (Array.isArray(stacks)) return stacks;
  throw new OptionError(`${kind}: stacks must be a list of lists of layers, but is ${show(stacks)}.`);
}
