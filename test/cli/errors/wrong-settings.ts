import { pathToFileURL } from "node:url";
import { MAIN } from "../harness.js";

interface Components {
  readonly registry: {
    readonly kinds: readonly string[];
    make(description: object): object;
    describe(component: object): { readonly settings?: Readonly<Record<string, unknown>> };
  };
  made(component: object, place: string, role: object): object;
}

/** Settings that make one of many kinds, whose other settings are found in what comes out. */
const DENSE = { kind: "Dense", settings: { inputs: 2, units: 2 } };
const TRIES: readonly object[] = [
  {},
  { inputs: 2, units: 2 },
  { channels: 2, filters: 2, kernelSize: 2 },
  { channels: 2, kernelSize: 2 },
  { poolSize: 2 },
  { count: 3, size: 2 },
  { size: 2, begin: 0 },
  { size: 2 },
  { rate: 0.5 },
  { shape: [2] },
  { order: [1, 0] },
  { padding: 1 },
  { cropping: 1 },
  { groups: 1 },
  { inputs: 2, heads: 1 },
  { body: [DENSE] },
  { stacks: [[DENSE], [DENSE]] },
  { layer: { kind: "GRU", settings: { inputs: 2, units: 2 } } },
  { learningRate: 0.1 },
  { optimizer: { kind: "SGD", settings: { learningRate: 0.1 } }, limit: 1, decay: 0.1, learningRate: 0.1 },
  { learningRate: 0.1, steps: 10, every: 2, factor: 0.5, decay: 0.1, least: 0 },
  { boundaries: [10], learningRates: [0.1, 0.01] },
  { low: 0, high: 1 },
];

const WRONG: readonly unknown[] = [-1, 1e9, "x", null, [1, 2, 3], {}];

const COMPONENTS = pathToFileURL(MAIN.replace("main.js", "configuration/components.js")).href;

/** What a component is for, which isn't looked at here. */
const ANY = { called: { en: "anything", fr: "n’importe quoi" }, functions: [] };

/** What components of all kinds say of settings that are wrong, missing, or theirs not at all. */
export async function saidOfSettings(): Promise<readonly Error[]> {
  // As a user's program has it: the harness runs that, too.
  const { registry, made } = (await import(COMPONENTS)) as Components;
  const said = new Map<string, Error>();
  const attempt = (component: object): void => {
    try {
      made(component, "network.layers[0]", ANY);
    } catch (error) {
      // What the command itself says is in both languages.
      if ((error as Error).name !== "Complaint") said.set((error as Error).message, error as Error);
    }
  };
  for (const kind of registry.kinds) {
    attempt({ kind });
    attempt({ kind, nonsense: 1 });
    const settings = settingsOf(registry, kind);
    attempt({ kind, ...settings, nonsense: 1 });
    for (const name of Object.keys(settings)) {
      const { [name]: _, ...others } = settings;
      attempt({ kind, ...others });
      for (const wrong of WRONG) attempt({ kind, ...settings, [name]: wrong });
    }
  }
  return [...said.values()];
}

/** All settings that one of a kind has; none for a kind that isn't made of any of the {@link TRIES}. */
function settingsOf(registry: Components["registry"], kind: string): Readonly<Record<string, unknown>> {
  for (const settings of TRIES) {
    try {
      return registry.describe(registry.make({ kind, settings })).settings ?? {};
    } catch {
      // The next one may fit.
    }
  }
  return {};
}
