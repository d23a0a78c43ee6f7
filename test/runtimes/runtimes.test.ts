import { fileURLToPath } from "node:url";
import { type Context, createContext, Script } from "node:vm";
import { MessageChannel } from "node:worker_threads";
import { rolldown } from "rolldown";
import { beforeAll, expect, test } from "vitest";
import { program } from "./program.js";

type Answer = Awaited<ReturnType<typeof program>>;

let script: Script;
let here: Answer;
beforeAll(async () => {
  const input = fileURLToPath(new URL("program.ts", import.meta.url));
  const bundle = await rolldown({
    input,
    platform: "neutral",
    resolve: { extensionAlias: { ".js": [".ts", ".js"] } },
    onLog: () => {},
  });
  const { output } = await bundle.generate({ format: "iife", name: "bundled" });
  script = new Script(`${output[0].code}; bundled.program();`);
  here = await program();
});

/** What is left of an engine that has nothing but the language, and of that less some names. Its time passes fast. */
function engine(without: readonly string[], having: Context = {}, settings = {}): Context {
  const context = createContext({ ...having }, settings);
  const names = JSON.stringify(["console", ...without]);
  new Script(`{
    for (const name of ${names}) delete globalThis[name];
    let time = 0;
    Date.now = () => time += 20;
  }`).runInContext(context);
  return context;
}

const NOTHING_MORE = ["WebAssembly", "SharedArrayBuffer", "Atomics", "FinalizationRegistry", "WeakRef", "Intl"];
const refuse = (): never => {
  throw new Error("Disallowed operation called within global scope.");
};
const freezeAll = new Script(`
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (name === "globalThis") continue;
    const value = globalThis[name];
    if (typeof value === "function" && value.prototype) Object.freeze(value.prototype);
    if ((typeof value === "object" || typeof value === "function") && value) Object.freeze(value);
  }
  Object.freeze(Object.getPrototypeOf(Int8Array.prototype));
  Object.freeze(Object.getPrototypeOf(Int8Array));
  Object.freeze(Object.getPrototypeOf(async function* () {}).prototype);
`);

function frozen(context: Context): Context {
  freezeAll.runInContext(context);
  return context;
}

const engines: Record<string, { engine: () => Context; backend: string }> = {
  "has the language and nothing else": { engine: () => engine([]), backend: "wasm" },
  "has timers alone": { engine: () => engine([], { setTimeout }), backend: "wasm" },
  "has messages alone": { engine: () => engine([], { MessageChannel }), backend: "wasm" },
  "has all of them": { engine: () => engine([], { setTimeout, MessageChannel, setImmediate }), backend: "wasm" },
  "has a console that is something else": { engine: () => engine([], { print: () => {} }), backend: "wasm" },
  "refuses timers for now": { engine: () => engine([], { setTimeout: refuse }), backend: "wasm" },
  "refuses messages for now": { engine: () => engine([], { MessageChannel: refuse }), backend: "wasm" },
  "has names without a value": {
    engine: () => engine([], { setImmediate: undefined, MessageChannel: null, setTimeout: undefined, process: {} }),
    backend: "wasm",
  },
  "has a clock that stands still": {
    engine: () => {
      const context = engine([]);
      new Script("Date.now = () => 0;").runInContext(context);
      return context;
    },
    backend: "wasm",
  },
  "lets nothing of its own be changed": { engine: () => frozen(engine([], { setTimeout })), backend: "wasm" },
  "compiles no code while it runs": {
    engine: () => engine([], { setTimeout }, { codeGeneration: { strings: false, wasm: false } }),
    backend: "reference",
  },
  "is a small one": { engine: () => engine(NOTHING_MORE), backend: "reference" },
  "is a small one with timers": { engine: () => engine(NOTHING_MORE, { setTimeout }), backend: "reference" },
  "never tells what was collected": {
    engine: () => engine(["FinalizationRegistry", "WeakRef"], { setTimeout }),
    backend: "reference",
  },
};

test.each(Object.entries(engines))("an engine that %s trains to the same bits", async (_, { engine, backend }) => {
  const answer: Answer = await script.runInContext(engine());
  expect([...answer.numbers]).toEqual(here.numbers);
  const reason = backend === "wasm" ? "there are no workers here." : "there is no WebAssembly here.";
  const message = `There is no pool of workers, and networks train on one core: ${reason}`;
  expect([answer.backend, answer.pool, ...answer.warnings]).toEqual([backend, backend, message]);
});

test("the event loop has its turns by whatever the engine has for them", async () => {
  let turns = 0;
  const counted = (task: () => void): void => {
    turns++;
    setImmediate(task);
  };
  class CountedChannel extends MessageChannel {
    constructor() {
      super();
      turns++;
    }
  }
  for (const having of [
    { setImmediate: counted },
    { setTimeout: counted },
    { MessageChannel: CountedChannel },
    { MessageChannel: CountedChannel, setTimeout: refuse },
    { setImmediate: counted, MessageChannel: refuse },
  ]) {
    turns = 0;
    await script.runInContext(engine([], having));
    expect(turns).toBeGreaterThan(5);
  }
});
