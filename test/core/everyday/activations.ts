import { Sequential, seededRandom } from "@nn/core";
import { type Activation, exp, type FloatArray, madeOfKernels } from "@nn/core/component";
import { Activate, Dense, identity, relu, sigmoid, tanh } from "@nn/layers";
import { type Everyday, falling, type Training, usualEnd } from "./run.js";

const one = (what: string, activation: (training: Training) => Activation): Everyday => ({
  what: `an activation ${what}`,
  make: (training, hidden) => ({
    layers: [new Dense(2, hidden, { activation: activation(training) }), usualEnd(hidden)],
  }),
});

const own = (forward: Activation["forward"], backward: Activation["backward"] = tanh.backward): Activation => ({
  name: "own",
  forward,
  backward,
});

/** Number by number. */
const each = (f: (z: number) => number, slope: (z: number, a: number) => number): Activation =>
  own(
    (_kernels, a, z, batch, size) => {
      for (let i = 0; i < batch * size; i++) a[i] = f(z[i]!);
    },
    (_kernels, dz, da, z, a, batch, size) => {
      for (let i = 0; i < batch * size; i++) dz[i] = da[i]! * slope(z[i]!, a[i]!);
    },
  );

const logistic = (z: number): number => 1 / (1 + exp(-z));

/** One that trains in one way and predicts in another. */
class Noisy implements Activation {
  readonly name = "noisy";
  training = true;
  readonly #random = seededRandom("noise");

  forward(...[kernels, a, z, batch, size]: Parameters<Activation["forward"]>): void {
    if (this.training) for (let i = 0; i < batch * size; i++) a[i] = z[i]! + 0.1 * (this.#random() - 0.5);
    tanh.forward(kernels, a, this.training ? a : z, batch, size);
  }

  backward(...call: Parameters<Activation["backward"]>): void {
    tanh.backward(...call);
  }
}

export const activations: readonly Everyday[] = [
  one("in plain loops", () =>
    each(
      (z) => z / (1 + Math.abs(z)),
      (z) => 1 / (1 + Math.abs(z)) ** 2,
    ),
  ),
  one("that is swish", () =>
    each(
      (z) => z * logistic(z),
      (z, a) => logistic(z) * (1 + z - a),
    ),
  ),
  one("that keeps within bounds", () =>
    each(
      (z) => Math.max(-1, Math.min(1, z)),
      (z) => (Math.abs(z) < 1 ? 1 : 0),
    ),
  ),
  one("whose slope changes as it is called", () => {
    let slope = 0.5;
    return own(
      (_kernels, a, z, batch, size) => {
        slope *= 0.98;
        for (let i = 0; i < batch * size; i++) a[i] = z[i]! > 0 ? z[i]! : slope * z[i]!;
      },
      (_kernels, dz, da, z, _a, batch, size) => {
        for (let i = 0; i < batch * size; i++) dz[i] = z[i]! > 0 ? da[i]! : slope * da[i]!;
      },
    );
  }),
  one("of kernels that become others after some calls", () => {
    let calls = 0;
    return own(
      (...call) => (++calls > 10 ? sigmoid : tanh).forward(...call),
      (...call) => (calls > 10 ? sigmoid : tanh).backward(...call),
    );
  }),
  one("of kernels that adds what it counts down", () => {
    const t = falling(1, 0.9);
    return own((kernels, a, z, batch, size) => {
      kernels.fill(a, t(), batch * size);
      kernels.addRow(a, z, 1, batch * size);
      tanh.forward(kernels, a, a, batch, size);
    });
  }),
  one("of kernels, which says so", () =>
    madeOfKernels<Activation>({
      ...own((kernels, a, z, batch, size) => {
        relu.forward(kernels, a, z, batch, size);
        tanh.forward(kernels, a, a, batch, size);
      }),
    }),
  ),
  one("spread from relu, with a forward of its own", () => ({
    ...relu,
    forward: (_kernels, a, z, batch, size) => {
      for (let i = 0; i < batch * size; i++) a[i] = Math.min(2, Math.max(0, z[i]!));
    },
  })),
  one("spread from tanh, with a backward of its own", () => ({
    ...tanh,
    backward: (_kernels, dz, da, _z, _a, batch, size) => {
      for (let i = 0; i < batch * size; i++) dz[i] = 0.5 * da[i]!;
    },
  })),
  one("assigned over sigmoid's parts", () =>
    Object.assign({}, sigmoid, { forward: own((_k, a, z, b, s) => a.set(z.subarray(0, b * s).map(logistic))).forward }),
  ),
  one("that reads its input through its memory", () =>
    own((_kernels, a, z, batch, size) => {
      const Kind = z.constructor as Float64ArrayConstructor;
      const [from, to] = [z, a].map(({ buffer, byteOffset }) => new Kind(buffer, byteOffset, batch * size));
      for (let i = 0; i < batch * size; i++) to![i] = from![i]! / 2;
    }),
  ),
  one("that reads its input through a DataView", () =>
    own((_kernels, a, z, batch, size) => {
      const bytes = z.BYTES_PER_ELEMENT;
      const view = new DataView(z.buffer, z.byteOffset, batch * size * bytes);
      for (let i = 0; i < batch * size; i++) {
        a[i] = 0.9 * (bytes === 4 ? view.getFloat32(4 * i, true) : view.getFloat64(8 * i, true));
      }
    }),
  ),
  one("that keeps views of the arrays it has seen", () => {
    const views = new Map<FloatArray, FloatArray>();
    return own((_kernels, a, z, batch, size) => {
      if (!views.has(z)) views.set(z, z.subarray(0));
      const view = views.get(z)!;
      for (let i = 0; i < batch * size; i++) a[i] = view[i]! / (1 + views.size);
    });
  }),
  one("that copies with Array.from", () =>
    own((_kernels, a, z, batch, size) => a.set(Array.from(z.subarray(0, batch * size), (value) => value / 3))),
  ),
  one("that spreads, and walks with for of", () =>
    own((_kernels, a, z, batch, size) => {
      let i = 0;
      for (const value of [...z.slice(0, batch * size)]) a[i++] = value / 2;
    }),
  ),
  one("that asks whether it has an array", () =>
    own((kernels, a, z, batch, size) => {
      if (!ArrayBuffer.isView(z)) throw new Error("That is no array.");
      tanh.forward(kernels, a, z, batch, size);
    }),
  ),
  one("that goes by the format", () =>
    own((_kernels, a, z, batch, size) => {
      const scale = z instanceof Float32Array ? 0.5 : 0.25;
      for (let i = 0; i < batch * size; i++) a[i] = scale * z[i]!;
    }),
  ),
  one("that asks another network", () => {
    const other = new Sequential([new Dense(1, 1)], { seed: 2 });
    return own((_kernels, a, z, batch, size) => {
      for (let i = 0; i < batch * size; i++) a[i] = other.predict([z[i]!])[0]!;
    });
  }),
  one("of kernels that asks another network once in a while", (training) => {
    const other = new Sequential([new Dense(2, 3), new Dense(3, 1)], { seed: 2 });
    let calls = 0;
    return own((kernels, a, z, batch, size) => {
      if (calls++ % 5 === 0) training.log.push(other.predict([0.1 * calls, 1])[0]);
      tanh.forward(kernels, a, z, batch, size);
    });
  }),
  one("of kernels that asks its own network", (training) => {
    let isAsked = false;
    return own((kernels, a, z, batch, size) => {
      if (!isAsked) {
        isAsked = true;
        training.log.push(
          training.network.predict([0.5, 0.5])[0],
          training.network.predict([
            [0.5, 0.5],
            [1, 2],
          ]),
        );
        isAsked = false;
      }
      tanh.forward(kernels, a, z, batch, size);
    });
  }),
  one("of kernels that writes down its calls, a turn later", (training) => {
    let calls = 0;
    return own((kernels, a, z, batch, size) => {
      const call = ++calls;
      queueMicrotask(() => training.log.push(call));
      tanh.forward(kernels, a, z, batch, size);
    });
  }),
  {
    what: "an activation whose mode changes between steps",
    make: (_training, hidden) => {
      const activation = new Noisy();
      return {
        layers: [new Dense(2, hidden, { activation }), usualEnd(hidden)],
        between: (call) => {
          activation.training = call % 3 !== 0 && call < 100;
        },
      };
    },
  },
  {
    what: "an activation whose function is replaced between steps",
    make: (_training, hidden) => {
      const activation: Activation = own(tanh.forward);
      return {
        layers: [new Dense(2, hidden, { activation }), usualEnd(hidden)],
        between: (call) => {
          if (call === 3 || call === 109) activation.forward = identity.forward;
        },
      };
    },
  },
  {
    what: "an activation of a layer of its own, of built-in functions by turns",
    make: (_training, hidden) => {
      let calls = 0;
      const turning = own((...call) => [tanh, sigmoid, relu][calls++ % 3]!.forward(...call));
      return { layers: [new Dense(2, hidden, { activation: identity }), new Activate(turning), usualEnd(hidden)] };
    },
  },
];
