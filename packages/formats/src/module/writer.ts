import type { FloatArray, Stack } from "@nn/core/component";
import type { Arrays } from "./arrays.js";
import type { Functions } from "./functions.js";
import { isFloats, type KernelCall, type LabelledCalls, STEP } from "./noting.js";
import { type Call, linesOf, rolled } from "./statements.js";
import type { TrainingNames } from "./training/training-text.js";
import type { TrainingTrace } from "./training/training-trace.js";

/** Writes calls of kernels as the lines of a module. */
export class Writer {
  readonly #functions: Functions;
  readonly #arrays: Arrays;
  /** The number of the step, as an expression. */
  #step = "";

  constructor(functions: Functions, arrays: Arrays) {
    this.#functions = functions;
    this.#arrays = arrays;
  }

  /** What a component calls, under its label. @param refusing - Which component refuses numbers that have no meaning for it. */
  lines({ label, calls }: LabelledCalls, refusing?: string): string[] {
    return [`  // ${label}`, ...linesOf(rolled(calls.map((call) => this.#statementOf(call, refusing))))];
  }

  /** The parts of an update. */
  training(
    training: TrainingTrace,
    { inputShape }: Stack,
    example: string,
    numbers: readonly (readonly [fullName: string, values: FloatArray])[],
  ): TrainingNames {
    const { batchSize, targetShape, inputs, targets, losses, parameters, gradients, step, lasting } = training;
    const nameOf = (values: FloatArray): string => this.#arrays.nameOf(values);
    const stepCount = nameOf(step);
    this.#step = `${stepCount}[0]`;
    return {
      ...{ batchSize, inputShape, targetShape, example, stepCount },
      ...{ inputs: nameOf(inputs), targets: nameOf(targets), losses: nameOf(losses) },
      ...{ parameters: nameOf(parameters), gradients: nameOf(gradients), lasting: lasting.map(nameOf) },
      named: numbers.map(([fullName, values]) => [fullName, nameOf(values)] as const),
      forward: [
        ...training.forward.flatMap((each) => this.lines(each)),
        ...this.lines(training.value, training.value.label),
      ],
      backward: training.backward.flatMap((each) => this.lines(each)),
      update: this.lines(training.update),
    };
  }

  #statementOf({ kernel, given }: KernelCall, refusing: string | undefined): Call {
    const parts = given.map((each) => (isFloats(each) ? this.#arrays.partOf(each) : this.#textOf(each)));
    const name = this.#functions.of(kernel);
    if (typeof kernel === "string") return { name, given: parts };
    if ("text" in kernel) {
      const { refuses } = kernel.text;
      if (refuses === undefined || refusing === undefined) return { name, given: parts };
      return {
        name,
        given: parts,
        refusal: `new RangeError(${JSON.stringify(`${refusing} refuses ${refuses.join(", ")}.`)})`,
      };
    }
    const constants = kernel.written!.constants.map((constant) => JSON.stringify(constant));
    return { name, given: [...constants, ...parts] };
  }

  #textOf(given: Exclude<KernelCall["given"][number], FloatArray>): string {
    if (given === STEP) return this.#step;
    if (typeof given === "object") return `[${given.map((each) => this.#textOf(each)).join(", ")}]`;
    return Object.is(given, -0) ? "-0" : String(given);
  }
}
