import { Sequential, seededRandom } from "@nn/core";
import { type Frame, type KernelsOnly, type Layer, methodsOf, type Shape, type TrainFrame } from "@nn/core/component";
import { Activate, Dense, sigmoid, tanh } from "@nn/layers";
import { type Everyday, type Training, usualEnd } from "./run.js";

/** A layer without parameters that keeps the shape. */
abstract class Plain implements Layer<never, never> {
  readonly name: string = this.constructor.name;
  outputShape(input: Shape): Shape {
    return input;
  }
  parameters(): Record<never, never> {
    return {};
  }
  saved(): Record<never, never> {
    return {};
  }
  forward({ kernels, batch, inputSize, x, y }: Frame): void {
    tanh.forward(kernels, y, x, batch, inputSize);
  }
  backward({ kernels, batch, inputSize, x, y, dx, dy }: TrainFrame): void {
    if (dx) tanh.backward(kernels, dx, dy, x, y, batch, inputSize);
  }
}

class Dropout extends Plain {
  training = true;
  readonly #random = seededRandom("dropout");
  #mask: boolean[] = [];

  override forward({ batch, inputSize, x, y }: Frame): void {
    const length = batch * inputSize;
    this.#mask = Array.from({ length }, () => !this.training || this.#random() > 0.3);
    for (let i = 0; i < length; i++) y[i] = this.#mask[i] ? x[i]! : 0;
  }
  override backward({ batch, inputSize, dx, dy }: TrainFrame): void {
    if (dx) for (let i = 0; i < batch * inputSize; i++) dx[i] = this.#mask[i] ? dy[i]! : 0;
  }
}

/** Of kernels, with a mode. */
class Gate extends Plain {
  open = true;
  override forward({ kernels, batch, inputSize, x, y }: Frame): void {
    if (this.open) tanh.forward(kernels, y, x, batch, inputSize);
    else kernels.fill(y, 0.5, batch * inputSize);
  }
}

/** The same, saying that it is made of kernels, and by which setting it goes. */
class SayingGate extends Gate {
  get kernelsOnly(): KernelsOnly {
    return { of: this, ...methodsOf(SayingGate, ["forward", "backward"], ["open"]) };
  }
}

class GetterGate extends SayingGate {
  #calls = 0;
  constructor() {
    super();
    Object.defineProperty(this, "open", { get: () => this.#calls++ % 4 !== 0, set: () => {} });
  }
}

class Statistics extends Plain {
  #mean = 0;
  override forward({ batch, inputSize, x, y }: Frame): void {
    const values = x.subarray(0, batch * inputSize) as Float64Array;
    this.#mean = 0.9 * this.#mean + 0.1 * (values.reduce((sum, value) => sum + value, 0) / values.length);
    for (let i = 0; i < values.length; i++) y[i] = values[i]! - this.#mean;
  }
  override backward({ batch, inputSize, dx, dy }: TrainFrame): void {
    dx?.set(dy.subarray(0, batch * inputSize));
  }
}

class Penalty extends Plain {
  override backward(frame: TrainFrame): void {
    super.backward(frame);
    const { dx, x, batch, inputSize } = frame;
    if (dx) for (let i = 0; i < batch * inputSize; i++) dx[i]! += 0.01 * x[i]!;
  }
}

class Reversed extends Plain {
  override backward(frame: TrainFrame): void {
    super.backward(frame);
    for (const [i, value] of frame.dx?.entries() ?? []) frame.dx![i] = -value;
  }
}

class Stopping extends Plain {
  #calls = 0;
  override backward(frame: TrainFrame): void {
    if (this.#calls++ < 6) super.backward(frame);
    else if (frame.dx) frame.kernels.fill(frame.dx, 0, frame.batch * frame.inputSize);
  }
}

class Asking extends Plain {
  readonly #other = new Sequential([new Dense(1, 2), new Dense(2, 1)], { seed: 8 });
  override forward(frame: Frame): void {
    super.forward(frame);
    frame.y[0] = this.#other.predict([frame.x[0]!])[0]!;
  }
}

class Clipped extends Dense {
  override forward(frame: Parameters<Dense["forward"]>[0]): void {
    super.forward(frame);
    for (let i = 0; i < frame.batch * frame.outputSize; i++) frame.y[i] = Math.max(-0.5, Math.min(0.5, frame.y[i]!));
  }
}

class Hidden extends Dense {}

class TanhDense extends Dense {
  override readonly activation = tanh;
}

class Masked extends Dense {
  override backward(frame: Parameters<Dense["backward"]>[0]): void {
    super.backward(frame);
    frame.gradients.weight[0] = 0;
  }
}

const between = (what: string, layer: (training: Training) => Layer): Everyday => ({
  what: `a layer ${what}`,
  make: (training, hidden) => ({ layers: [new Dense(2, hidden), layer(training), usualEnd(hidden)] }),
});

const first = (what: string, layer: (hidden: number, training: Training) => Layer): Everyday => ({
  what: `a layer ${what}`,
  make: (training, hidden) => ({ layers: [layer(hidden, training), usualEnd(hidden)] }),
});

/** A layer with a switch, and when it is on. */
const switched = <Kind extends Layer>(
  what: string,
  build: () => Kind,
  turn: (layer: Kind, isOn: boolean) => void,
): Everyday => ({
  what: `a layer ${what}`,
  make: (_training, hidden) => {
    const layer = build();
    return {
      layers: [new Dense(2, hidden), layer, usualEnd(hidden)],
      between: (call) => turn(layer, call < 100 ? call % 4 !== 0 : call % 100 < 9),
    };
  },
});

export const layers: readonly Everyday[] = [
  switched(
    "that drops out while it trains",
    () => new Dropout(),
    (layer, isOn) => {
      layer.training = isOn;
    },
  ),
  switched(
    "of kernels with a mode",
    () => new Gate(),
    (layer, isOn) => {
      layer.open = isOn;
    },
  ),
  switched(
    "of kernels with a mode, which says so",
    () => new SayingGate(),
    (layer, isOn) => {
      layer.open = isOn;
    },
  ),
  switched(
    "whose forward is replaced and comes back",
    () => new Activate(tanh),
    (layer, isOn) => {
      if (isOn) Reflect.deleteProperty(layer, "forward");
      else layer.forward = ({ kernels, batch, inputSize, x, y }) => sigmoid.forward(kernels, y, x, batch, inputSize);
    },
  ),
  between("of kernels whose mode is a getter", () => new GetterGate()),
  between("that goes by the statistics of what it saw", () => new Statistics()),
  between("that punishes what is large", () => new Penalty()),
  between("that turns gradients round", () => new Reversed()),
  between("that stops gradients after some steps", () => new Stopping()),
  between("that asks another network", () => new Asking()),
  between("made on the spot", () => ({
    name: "half",
    outputShape: (input) => input,
    parameters: () => ({}),
    saved: () => ({}),
    forward: ({ batch, inputSize, x, y }) => y.set(x.subarray(0, batch * inputSize).map((value) => value / 2)),
    backward: ({ dx, dy }) => dx?.set(dy.subarray(0, dx.length).map((value) => value / 2)),
  })),
  first("that extends Dense and clips", (hidden) => new Clipped(2, hidden)),
  first("that extends Dense and changes nothing", (hidden) => new Hidden(2, hidden, { activation: tanh })),
  first("that extends Dense and has an activation of its own", (hidden) => new TanhDense(2, hidden)),
  first("that extends Dense and leaves a weight alone", (hidden) => new Masked(2, hidden)),
  first("whose forward was replaced", (hidden, training) => {
    const layer = new Dense(2, hidden);
    const forward = layer.forward.bind(layer);
    layer.forward = (frame) => {
      forward(frame);
      training.log.push(frame.y[0]);
    };
    return layer;
  }),
  first("whose backward was replaced", (hidden) => {
    const layer = new Dense(2, hidden);
    const backward = layer.backward.bind(layer);
    layer.backward = (frame) => {
      backward(frame);
      backward(frame);
    };
    return layer;
  }),
  first("that inherits from a Dense", (hidden) => {
    const layer = new Dense(2, hidden);
    return Object.assign(Object.create(layer) as Dense, { backward: () => {} });
  }),
  first("behind a proxy", (hidden) => {
    let calls = 0;
    return new Proxy(new Hidden(2, hidden, { activation: tanh }), {
      get: (target, name) => (name === "useBias" ? calls++ < 30 : Reflect.get(target, name)),
    });
  }),
];
