import { seededRandom } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import type { Activation, DType, FloatArray } from "@nn/core/component";
import { checkGradients } from "@nn/core/gradients";
import { drawn, UNWRITTEN } from "../frames.js";
import { describedPromise } from "../promises/described-promise.js";
import { kernelsOnlyPromise } from "../promises/kernels-only-promise.js";
import { expectActivationTexts } from "../texts/activation-texts.js";
import {
  type ContractCheck,
  checkBackend,
  checkComponent,
  expectNumbers,
  expectThat,
  promise,
  weightedSum,
} from "./contract.js";

const BATCHES = [1, 2, 7] as const;
const SIZES = [1, 3, 5] as const;
const EXTREMES = [0, -0, 1e-300, -1e-300, 30, -30, 800, -800, 1e300, -1e300] as const;

interface Pass {
  readonly z: FloatArray;
  readonly a: FloatArray;
  readonly da: FloatArray;
  readonly dz: FloatArray;
  readonly forward: () => void;
  readonly backward: () => void;
}

/**
 * What every activation promises.
 *
 * @param backend - The backend to run on; the reference backend unless given.
 *
 * @example
 * for (const { run } of activationContract(sigmoid)) run();
 */
export function activationContract(activation: Activation, backend: Backend = reference): ContractCheck[] {
  checkComponent("activationContract", activation, ["forward", "backward"], "an activation");
  checkBackend("activationContract: backend", backend);
  const pass = (batch: number, size: number, dtype: DType = "float64", of: Activation = activation): Pass => {
    const kernels = backend.kernels(dtype);
    const [z, a, da, dz] = backend.allocate(dtype, Array(4).fill(batch * size + 2)) as [
      FloatArray,
      FloatArray,
      FloatArray,
      FloatArray,
    ];
    const random = seededRandom(activation.name);
    drawn(z, random).forEach((value, i) => {
      z[i] = 3 * value;
    });
    drawn(da, random);
    a.fill(UNWRITTEN);
    dz.fill(UNWRITTEN);
    return {
      z,
      a,
      da,
      dz,
      forward: () => of.forward(kernels, a, z, batch, size),
      backward: () => of.backward(kernels, dz, da, z, a, batch, size),
    };
  };

  return [
    promise("has a name", () => expectThat(activation.name.trim() !== "", "its name is empty")),

    promise("both passes write the batch, and nothing else", () => {
      for (const batch of BATCHES) {
        for (const size of SIZES) {
          const { z, a, da, dz, forward, backward } = pass(batch, size);
          const read = [z.slice(), da.slice()] as const;
          forward();
          const output = a.slice();
          backward();
          expectNumbers("z, which is only read,", z, read[0]);
          expectNumbers("da, which is only read,", da, read[1]);
          expectNumbers("a, which backward only reads,", a, output);
          for (const [name, values] of Object.entries({ a, dz })) {
            const length = batch * size;
            expectThat(values.subarray(0, length).every(Number.isFinite), `${name} was not written in full`);
            expectThat(values.subarray(length).every(Number.isNaN), `${name} was written beyond the batch`);
          }
        }
      }
    }),

    promise("stays finite at any size of z", () => {
      for (const extreme of EXTREMES) {
        const { z, a, dz, forward, backward } = pass(1, 3);
        z.set([extreme, 0, -1]);
        forward();
        backward();
        expectThat(a.subarray(0, 3).every(Number.isFinite), `a is [${a.subarray(0, 3)}] for z = [${extreme}, 0, -1]`);
        expectThat(
          dz.subarray(0, 3).every(Number.isFinite),
          `dz is [${dz.subarray(0, 3)}] for z = [${extreme}, 0, -1]`,
        );
      }
    }),

    promise("does not hide a NaN", () => {
      const { z, a, forward } = pass(1, 3);
      z[1] = Number.NaN;
      forward();
      expectThat(Number.isNaN(a[1]), `f(NaN) is ${a[1]}`);
    }),

    ...BATCHES.map((batch) =>
      promise(`its derivative agrees with central differences, batch ${batch}`, () => {
        for (const size of SIZES) {
          const { z, a, da, dz, forward, backward } = pass(batch, size);
          forward();
          backward();
          const loss = (): number => {
            forward();
            return weightedSum(da, a, batch * size);
          };
          const length = batch * size;
          checkGradients(loss, { z: { values: z.subarray(0, length), gradient: dz.slice(0, length) } });
        }
      }),
    ),

    promise("if it says its formula, forward does so, and backward as its derivatives say", () => {
      for (const size of SIZES) {
        const { z, a, da, dz, forward, backward } = pass(1, size);
        forward();
        backward();
        const row = (values: FloatArray): FloatArray => values.subarray(0, size);
        expectActivationTexts(activation, { z: row(z), a: row(a), da: row(da), dz: row(dz) });
      }
    }),

    kernelsOnlyPromise(activation, ["forward", "backward"], (kernels, traced) => {
      const [a, z, da, dz] = [traced(), traced(), traced(), traced()];
      activation.forward(kernels, a, z, 2, 3);
      activation.backward(kernels, dz, da, z, a, 2, 3);
    }),

    describedPromise(activation, (one) => {
      const { a, dz, forward, backward } = pass(2, 3, "float64", one);
      forward();
      backward();
      return { a, dz };
    }),

    promise("float32 gives what float64 gives, to six digits", () => {
      const [single, double] = [pass(2, 3, "float32"), pass(2, 3)];
      for (const { forward, backward } of [single, double]) {
        forward();
        backward();
      }
      expectNumbers("a", single.a, double.a, 1e-5);
      expectNumbers("dz", single.dz, double.dz, 1e-5);
    }),
  ];
}
