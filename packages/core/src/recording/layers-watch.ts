import type { Layer } from "../contracts/layer.js";
import { callsKernelsOnly } from "./kernels-only.js";
import { Watched } from "./watched.js";

/** What has to stay as it is for recorded passes through layers to be right. */
export class LayersWatch {
  readonly #layers: readonly Layer[];
  readonly #forwards: readonly Layer["forward"][];
  readonly #backwards: readonly Layer["backward"][];
  /** `undefined` where none can change. */
  readonly #settings: Watched | undefined;

  private constructor(layers: readonly Layer[], settings: Watched) {
    this.#layers = layers;
    this.#forwards = layers.map(({ forward }) => forward);
    this.#backwards = layers.map(({ backward }) => backward);
    this.#settings = settings.isEmpty ? undefined : settings;
  }

  /** @returns `undefined` for layers that don't all say that their passes call kernels alone. */
  static of(layers: readonly Layer[]): LayersWatch | undefined {
    const settings = new Watched();
    // Passes are looked at below by their names, which takes a prediction next to no time.
    const passes = new Watched();
    return layers.every((layer) => callsKernelsOnly(layer, ["forward", "backward"], passes, settings))
      ? new LayersWatch(layers, settings)
      : undefined;
  }

  /** Whether forward passes are as they were. */
  forwardsHold(): boolean {
    const layers = this.#layers;
    const forwards = this.#forwards;
    for (let i = 0; i < forwards.length; i++) if (layers[i]!.forward !== forwards[i]) return false;
    return this.#settings === undefined || this.#settings.hold();
  }

  /** Whether all passes are as they were. */
  hold(): boolean {
    const layers = this.#layers;
    const backwards = this.#backwards;
    for (let i = 0; i < backwards.length; i++) if (layers[i]!.backward !== backwards[i]) return false;
    return this.forwardsHold();
  }
}
