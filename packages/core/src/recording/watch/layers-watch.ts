import type { Layer } from "../../contracts/layer.js";
import type { Stack } from "../../network/stack/stack.js";
import { callsKernelsOnly } from "./kernels-only.js";
import { Watched } from "./watched.js";

/** What has to stay as it is for recorded passes through layers to be right, and which of them can be traced. */
export class LayersWatch {
  readonly #layers: readonly Layer[];
  readonly #forwards: readonly Layer["forward"][];
  readonly #backwards: readonly Layer["backward"][];
  /** `undefined` where none can change. */
  readonly #settings: Watched | undefined;
  /** Of each layer, the settings that are components of unknown code; `undefined` for a layer that isn't made of kernels. */
  readonly #foreign: readonly (readonly string[] | undefined)[];

  constructor({ allPlaces }: Pick<Stack, "allPlaces">) {
    const layers = allPlaces.map(({ layer }) => layer);
    const settings = new Watched();
    // The passes are compared below by name, which costs a prediction next to nothing.
    const passes = new Watched();
    this.#layers = layers;
    this.#forwards = layers.map(({ forward }) => forward);
    this.#backwards = layers.map(({ backward }) => backward);
    this.#foreign = layers.map((layer) => {
      const foreign: string[] = [];
      return callsKernelsOnly(layer, ["forward", "backward"], passes, settings, foreign) ? foreign : undefined;
    });
    this.#settings = settings.isEmpty ? undefined : settings;
  }

  /** Whether a layer says that its passes call kernels alone, but for what some of its settings do. */
  isTraced(layer: number): boolean {
    return this.#foreign[layer] !== undefined;
  }

  /** The settings of such a layer that are components of unknown code. */
  foreignOf(layer: number): readonly string[] {
    return this.#foreign[layer] ?? [];
  }

  /** Whether any layer can be traced. */
  get isWorthRecording(): boolean {
    return this.#foreign.some((foreign) => foreign !== undefined);
  }

  /** Whether nothing has to be called. */
  get isTraceable(): boolean {
    return this.#foreign.every((foreign) => foreign?.length === 0);
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
