import { createContext, Script } from "node:vm";
import fc from "fast-check";

/** A wrong value, made anew for each call, and what a report calls it. */
export interface WrongValue {
  readonly say: () => string;
  readonly make: () => unknown;
}

/** An object of a caller's, which is nothing that @nn knows. */
class Foreign {
  readonly name = "foreign";
  readonly length = 2;
}

const fixed = (said: string, value: unknown): WrongValue => ({ say: () => said, make: () => value });
const made = (said: string, make: () => unknown): WrongValue => ({ say: () => said, make });

const NUMBERS = [
  -1,
  -0,
  0,
  1,
  1.5,
  3,
  1e-320,

  1e12,
  2 ** 32,
  2 ** 53,
  -1e300,
  1e308,
  Number.NaN,
  Infinity,
  -Infinity,
];

/** Names that every object has, and those that are tempting to look up in a table. */
export const PROTOTYPE_NAMES: readonly string[] = [
  "__proto__",
  "constructor",
  "toString",
  "prototype",
  "length",
  "hasOwnProperty",
];

const TEXTS = [
  "",
  " ",
  "1",
  "1.5",
  "sigmoid",
  "mse",
  "0.weight",
  "\u0000",
  "ï¿½",
  "a".repeat(5000),
  ...PROTOTYPE_NAMES,
];

const realm = createContext({});

function foreign(said: string, code: string): WrongValue {
  const script = new Script(code);
  return made(`${said} of another realm`, () => script.runInContext(realm) as unknown);
}

/** What takes long, or fails in an array's own methods, where it is copied or read before it is looked at. */
export const DEAR: readonly WrongValue[] = [
  made("an array with much room", () => new Array(2 ** 25 + 1)),
  made("an array of texts whose constructor is none", () =>
    Object.defineProperty(["a", "b"], "constructor", { value: "odd" }),
  ),
  made("an object that is gone through by a number", () => ({ [Symbol.iterator]: 5 })),
  fixed("a text of brackets", "(".repeat(10_000)),
];

const VALUES: readonly WrongValue[] = [
  ...DEAR,
  ...NUMBERS.map((number) => fixed(String(number), number)),
  ...TEXTS.map((text) => fixed(JSON.stringify(text.slice(0, 20)), text)),
  fixed("undefined", undefined),
  fixed("null", null),
  fixed("true", true),
  fixed("false", false),
  fixed("a bigint", 10n),
  fixed("a symbol", Symbol("s")),
  fixed("a symbol without a name", Symbol()),
  fixed("a well-known symbol", Symbol.iterator),
  made("a function", () => () => undefined),
  made("a function that gives NaN", () => () => Number.NaN),
  made("a function that gives an object", () => () => ({})),
  made("a promise", () => Promise.resolve([1, 2])),
  made("an array", () => []),
  made("an array of undefined", () => [undefined]),
  made("an array with a hole", () => new Array(2)),
  made("an array with room for more than there is", () => new Array(2 ** 32 - 1)),
  made("an array of two of itself", () => {
    const self: unknown[] = [];
    self.push(self, self);
    return self;
  }),
  made("a frozen array", () => Object.freeze([1, 2])),
  made("a Float64Array whose memory went elsewhere", () => {
    const values = Float64Array.of(1, 2);
    structuredClone(values.buffer, { transfer: [values.buffer] });
    return values;
  }),
  made("a promise that fails", () => {
    const failing = Promise.reject(new Error("thrown by the caller"));
    failing.catch(() => {});
    return failing;
  }),
  made("an object whose getters throw", () => ({
    get name(): never {
      throw new Error("thrown by the caller");
    },
    get length(): never {
      throw new Error("thrown by the caller");
    },
  })),
  made("a proxy that refuses", () => {
    const refuse = (): never => {
      throw new Error("thrown by the caller");
    };
    return new Proxy([1, 2], { get: refuse, has: refuse, ownKeys: refuse, getOwnPropertyDescriptor: refuse });
  }),
  made("an array of texts", () => ["1", "2"]),
  made("an array of arrays", () => [[[1]], [2, 3]]),
  made("an array of symbols", () => [Symbol("s"), Symbol("t")]),
  made("an array of bigints", () => [1n, 2n]),
  made("an array of null", () => [null, null]),
  made("an array of objects", () => [{ weight: 128 }, { weight: 65 }]),
  made("an array in itself", () => {
    const self: unknown[] = [];
    self.push(self);
    return self;
  }),
  made("an object", () => ({})),
  made("an object with other names", () => ({ input: [1, 2], output: [1] })),
  made("an object with a length", () => ({ length: 2, 0: 1, 1: 2 })),
  made("an object with a length of another kind", () => ({ length: "2" })),
  made("an object with an endless length", () => ({ length: Infinity })),
  made("an object without a prototype", () => Object.create(null) as unknown),
  made("an object without a prototype, but with a name", () => Object.assign(Object.create(null), { name: "x" })),
  made("an object whose constructor is a number", () => ({ constructor: 5 })),
  made("an object whose name is a symbol", () => ({ name: Symbol("s"), forward: () => {}, backward: () => {} })),
  made("an object with a text that throws", () => ({
    toString() {
      throw new Error("thrown by the caller");
    },
  })),
  made("an object with __proto__ of its own", () => JSON.parse('{"__proto__": {"polluted": 1}, "constructor": 1}')),
  made("a frozen object", () => Object.freeze({ learningRate: 0.1 })),
  made("a map", () => new Map([["accuracy", { value: () => {} }]])),
  made("a set", () => new Set([1, 2])),
  made("a date", () => new Date(0)),
  made("a date that isn't one", () => new Date(Number.NaN)),
  made("a regular expression", () => /x/g),
  made("an error", () => new Error("an error of the caller's")),
  made("an instance of a class", () => new Foreign()),
  made("a class", () => Foreign),
  made("a boxed number", () => Object(2) as unknown),
  made("a boxed text", () => Object("ab") as unknown),
  made("a proxy of an object", () => new Proxy({}, {})),
  made("a proxy of an array", () => new Proxy([1, 2], {})),
  made("a proxy of a function", () => new Proxy(() => {}, {})),
  made("a Uint8Array", () => Uint8Array.of(1, 2)),
  made("an Int32Array", () => Int32Array.of(1, -2)),
  made("a BigInt64Array", () => BigInt64Array.of(1n, 2n)),
  made("a Float32Array", () => Float32Array.of(1, 2)),
  made("a Float64Array of NaN", () => Float64Array.of(Number.NaN, 1)),
  made("an empty Float64Array", () => new Float64Array(0)),
  made("an ArrayBuffer", () => new ArrayBuffer(16)),
  made("a DataView", () => new DataView(new ArrayBuffer(16))),
  made("a Buffer", () => Buffer.from([1, 2])),
  made("a list of typed arrays of another kind", () => [Uint8Array.of(1, 2), Uint8Array.of(3, 4)]),
  made("a generator", () =>
    (function* generate() {
      yield 1;
    })(),
  ),
  made("arguments", () =>
    (function given(..._values: number[]) {
      // biome-ignore lint/complexity/noArguments: the object itself is what is tried out
      return arguments;
    })(1, 2),
  ),
  foreign("an object", "({ seed: 1 })"),
  foreign("an array", "[1, 2]"),
  foreign("a Float64Array", "Float64Array.of(1, 2)"),
  foreign("a function", "() => undefined"),
  foreign("a promise", "Promise.resolve(1)"),
  foreign("a date", "new Date(0)"),
];

/** Any wrong value: one of the list, or one that fast-check makes up. */
export const wrongValue: fc.Arbitrary<WrongValue> = fc.oneof(
  { arbitrary: fc.constantFrom(...VALUES), weight: 5 },
  {
    arbitrary: fc
      .anything({
        maxDepth: 3,
        withBigInt: true,
        withBoxedValues: true,
        withDate: true,
        withMap: true,
        withNullPrototype: true,
        withObjectString: true,
        withSet: true,
        withSparseArray: true,
        withTypedArray: true,
      })
      .map((value) => ({ say: () => fc.stringify(value).slice(0, 80), make: () => value })),
    weight: 1,
  },
);
