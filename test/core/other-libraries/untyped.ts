import { DataError, OptionError, Sequential, ShapeError } from "@nn/core";
import * as L from "@nn/layers";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

// biome-ignore lint/suspicious/noExplicitAny: programs without types are what this is about
export type Untyped = any;

export const data = {
  inputs: [
    [0, 1],
    [1, 0],
    [1, 1],
  ],
  targets: [1, 1, 0],
};
export const network = (): Untyped => new Sequential([new Dense(2, 2), new Dense(2, 1)]);
export const settings = (more: object = {}): Untyped => ({
  loss: meanSquaredError,
  optimizer: new SGD({ learningRate: 0.1 }),
  batchSize: 1,
  epochs: 1,
  ...more,
});
export const trained = async (): Promise<Untyped> => network().fit(data, settings());
export const missing = (name: string): Untyped => (L as Untyped)[name];

/** What is typed, what it does, and a piece of the sentence that leads to the right program. */
type Program = readonly [program: string, run: () => unknown, leadsTo: RegExp];

/**
 * What users of brain.js, TensorFlow.js, Keras and synaptic type first, in JavaScript, where no compiler helps: each ends
 * in one of our sentences, which leads to the right program.
 */
export function describePrograms(programs: Readonly<Record<string, readonly Program[]>>): void {
  for (const [what, cases] of Object.entries(programs)) {
    describe(what, () => {
      test.each(cases)("%s", async (_program, run, leadsTo) => {
        const error: unknown = await (async () => run())().then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        expect(
          [OptionError, ShapeError, DataError].some((kind) => error instanceof kind),
          String(error),
        ).toBe(true);
        expect((error as Error).message).toMatch(leadsTo);
        expect((error as Error).message).not.toContain("[object");
      });
    });
  }
}
