import { OptionError, Sequential } from "@nn/core";
import { defaultBackend, reference } from "@nn/core/backend";
import {
  frameFor,
  type Layer,
  type Optimizer,
  OwnShapes,
  Parts,
  type Shape,
  type UpdateFrame,
} from "@nn/core/component";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

const options = { loss: meanSquaredError, batchSize: 1 };
const network = (): Sequential => new Sequential([new Dense(2, 3), new Dense(3, 1)], { seed: 1 });

/** What a training gives an optimizer in its first updates. */
function seen(update: (frame: UpdateFrame) => void, also: Partial<Optimizer> = {}, of = network()): void {
  const optimizer: Optimizer = { name: "own", slots: [], ...also, update };
  const trainer = of.trainer({ ...options, optimizer });
  for (let i = 0; i < 3; i++) trainer.step([1, 2], [1]);
}

describe("the frame of an update", () => {
  test("is one for a training, and counts its steps from 1", () => {
    const frames: unknown[] = [];
    const steps: number[] = [];
    seen((frame) => {
      frames.push(frame);
      steps.push(frame.step);
    });
    expect(new Set(frames).size).toBe(1);
    expect(steps).toEqual([1, 2, 3]);
  });

  test("has the parameters one by one, on the memory of them all", () => {
    seen(
      ({ parameters, value, gradient, slots }) => {
        expect(
          parameters.map(({ fullName, shape, role, offset, size }) => [fullName, shape, role, offset, size]),
        ).toEqual([
          ["0.weight", [2, 3], "weight", 0, 6],
          ["0.bias", [3], "bias", 6, 3],
          ["1.weight", [3, 1], "weight", 9, 3],
          ["1.bias", [1], "bias", 12, 1],
        ]);
        for (const part of parameters) {
          const from = part.offset;
          for (const [own, whole] of [
            [part.value, value],
            [part.gradient, gradient],
            [part.slots.m!, slots.m!],
          ] as const) {
            expect([own.buffer, own.byteOffset, own.length]).toEqual([
              whole.buffer,
              whole.byteOffset + from * whole.BYTES_PER_ELEMENT,
              part.size,
            ]);
          }
        }
      },
      { slots: ["m"] },
    );
  });

  test("remembers scalars in double precision, for each training its own", () => {
    const optimizer: Optimizer<never, "product"> = {
      name: "own",
      slots: [],
      scalars: ["product"],
      update({ scalars: { product }, step }) {
        product[0] = step === 1 ? 1 / 3 : product[0]! / 3;
        expect(product[0]).toBe([1 / 3, 1 / 3 / 3, 1 / 3 / 3 / 3][step - 1]);
      },
    };
    for (const dtype of ["float32", "float64"] as const) {
      const of = new Sequential([new Dense(2, 1)], { dtype });
      const trainers = [1, 2].map(() => of.trainer({ ...options, optimizer }));
      for (let i = 0; i < 3; i++) for (const trainer of trainers) trainer.step([1, 2], [1]);
    }
    expect.assertions(12);
  });

  test("are put away with the training, and taken up", () => {
    const optimizer: Optimizer<never, "count"> = {
      name: "own",
      slots: [],
      scalars: ["count"],
      update({ scalars: { count } }) {
        count[0]!++;
      },
    };
    const of = network();
    const [first, second] = [1, 2].map(() => of.trainer({ ...options, optimizer }));
    for (let i = 0; i < 3; i++) first!.step([1, 2], [1]);
    const state = first!.state();
    expect(state.scalars).toEqual({ count: 3 });
    second!.restore(state);
    second!.step([1, 2], [1]);
    expect(second!.state().scalars).toEqual({ count: 4 });
    expect(() => second!.restore({ ...state, scalars: {} })).toThrow(
      "restore: scalars.count must be a finite number, but is NaN.",
    );
  });

  test("has slots of other shapes and room for results, which a training puts away and takes up", () => {
    const room: ArrayLike<number>[] = [];
    const optimizer: Optimizer<"rows" | "all"> = {
      name: "own",
      slots: ["rows", "all"],
      shapes: new OwnShapes<"rows" | "all">({
        slots: ({ shape }) => (shape.length === 2 ? { rows: [shape[0]!] } : {}),
        scratch: ({ shape, role }): Record<string, Shape> =>
          role === "bias" ? {} : { turned: shape.toReversed(), one: [1] },
      }),
      update({ parameters }) {
        room.length = 0;
        for (const { slots, scratch, size } of parameters) {
          for (let i = 0; i < slots.rows.length; i++) slots.rows[i]! += i + 1;
          slots.all[size - 1]!++;
          room.push(...Object.values(scratch));
        }
      },
    };
    const of = network();
    const [first, second] = [1, 2].map(() => of.trainer({ ...options, optimizer }));
    for (let i = 0; i < 3; i++) first!.step([1, 2], [1]);
    expect(room.map(({ length }) => length)).toEqual([6, 1, 3, 1]);
    const [large, , small] = room as Float64Array[];
    expect([small!.buffer, small!.byteOffset]).toEqual([large!.buffer, large!.byteOffset]);
    const state = first!.state();
    const rows = { "0.weight": [3, 6], "0.bias": [3, 6, 9], "1.weight": [3, 6, 9], "1.bias": [3] };
    expect(Object.entries(state.slots.rows!).map(([name, numbers]) => [name, [...numbers]])).toEqual(
      Object.entries(rows),
    );
    expect([...state.slots.all!["0.weight"]!]).toEqual([0, 0, 0, 0, 0, 3]);
    second!.restore(state);
    second!.step([1, 2], [1]);
    expect([...second!.state().slots.rows!["1.weight"]!]).toEqual([4, 8, 12]);
  });

  test("refuses shapes that are none, and those of slots that there aren't", () => {
    const build =
      (own: object, also: Partial<Optimizer> = {}) =>
      () =>
        seen(() => {}, { slots: ["m"], shapes: new OwnShapes(own), ...also });
    expect(build({ slots: () => ({ n: [1] }) })).toThrow(
      'The shapes of own\'s slots for "0.weight" name "n", which is none of its slots: "m".',
    );
    expect(build({ slots: () => ({ m: 3 }) })).toThrow(
      'The shapes of own\'s slots for "0.weight" must be shapes, such as [3, 2], but that of "m" is 3.',
    );
    expect(build({ scratch: () => [2] })).toThrow(
      'The shapes of own\'s scratch for "0.weight" must be shapes by names, as in { rows: [3] }, but are an array of 1.',
    );
    expect(build({ scratch: 3 })).toThrow(
      /^OwnShapes: scratch must be a function of a parameter, as in .*, but is 3\.$/,
    );
    expect(build({ slotShapes: () => ({}) })).toThrow(/^OwnShapes has no option "slotShapes"\./);
    expect(build({}, { shapes: { slots: () => ({ m: [1] }) } })).toThrow(
      "The shapes of own must be made by new OwnShapes, but are ",
    );
    const inner = { optimizer: new SGD({ learningRate: 0.1 }), gradient: "m" };
    expect(build({ slots: () => ({ m: [1] }) }, { parts: () => new Parts({ inner }) })).toThrow(
      'own: its part "inner" takes its gradient from "m", which has other shapes than the parameters.',
    );
  });

  test("refuses scalars that are no names, and roles that there aren't", () => {
    const build = (scalars: unknown) => () => seen(() => {}, { scalars: scalars as string[] });
    expect(build([3])).toThrow(
      'The scalars of own must be the names of the single numbers that it remembers, as in ["m", "v"], but scalars[0] is 3.',
    );
    expect(build("m")).toThrow(/^The scalars of own must be .*, but they are "m"\.$/);
    const dense = new Dense(2, 1);
    const layer = (spec: object): Layer =>
      Object.assign(Object.create(dense) as Dense, {
        parameters: () => ({ weight: { ...dense.parameters().weight!, ...spec } }),
      });
    const of = (spec: object) => () => new Sequential([layer(spec)]);
    expect(of({ role: "gain" })).toThrow(
      new OptionError(
        'layer 0, Dense(2 → 1, sigmoid): the role of "weight" must be "weight", "bias" or "scale", but is "gain".',
      ),
    );
    expect(of({ trainable: 1 })).toThrow(
      /^layer 0, Dense\(2 → 1, sigmoid\): trainable of "weight" must be true or false/,
    );
  });
});

describe("frameFor", () => {
  const sgd = new SGD({ learningRate: 0.5, momentum: 0.5 });

  test.each([reference, defaultBackend()])("makes on $name what a training would", (backend) => {
    const frame = frameFor(
      sgd,
      [
        { fullName: "a", shape: [2] },
        { fullName: "b", shape: [1], role: "bias" },
      ],
      backend,
      "float32",
    );
    frame.gradient.set([1, 2, 4]);
    frame.step = 1;
    sgd.update(frame);
    expect([...frame.value]).toEqual([-0.5, -1, -2]);
    expect([...frame.parameters[1]!.slots.velocity!]).toEqual([4]);
    expect(frame.value).toBeInstanceOf(Float32Array);
  });

  test("refuses what aren't parameters", () => {
    const refused = (parameters: unknown) => () => frameFor(sgd, parameters as never);
    expect(refused([])).toThrow(
      'frameFor takes parameters as in [{ fullName: "0.weight", shape: [2, 1] }], but got an empty array.',
    );
    expect(refused([{ fullName: "a", shape: [0] }])).toThrow(
      'frameFor: parameters[0] must be as in [{ fullName: "0.weight", shape: [2, 1] }], but is an object.',
    );
  });
});
