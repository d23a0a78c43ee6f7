// WebAssembly's binary format, as far as straight-line code needs it: https://webassembly.github.io/spec/core/binary/

/** A byte of a module stands here as a number. */
type Bytes = readonly number[];

export const I32 = 0x7f;
export const F32 = 0x7d;
export const F64 = 0x7c;

/** The functions of the kernels that straight-line code may call, and how many doubles each takes. It returns one. */
export const CALLED = { exp: 1, log: 1, log1p: 1, tanh: 1, power: 2 } as const;
export type Called = keyof typeof CALLED;

/** The one function that the module has to offer. */
export const FUNCTION = "steps";

/** A whole number that is not negative, in as few bytes as it takes: LEB128. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
  return bytes;
}

/** The same for where a module expects a number that could be negative: the highest bit is its sign. */
export function signed(value: number): number[] {
  const bytes = unsigned(value);
  const last = bytes.pop()!;
  return last < 64 ? [...bytes, last] : [...bytes, last + 128, 0];
}

/** Items behind their number. */
const vector = (items: readonly Bytes[]): number[] => [...unsigned(items.length), ...items.flat()];
const sized = (bytes: Bytes): number[] => [...unsigned(bytes.length), ...bytes];
const section = (id: number, bytes: Bytes): number[] => [id, ...sized(bytes)];
const name = (text: string): number[] => sized(Array.from(text, (letter) => letter.charCodeAt(0)));

const functionType = (parameters: Bytes, result: number): number[] => [0x60, ...sized(parameters), ...sized([result])];

/**
 * A module of one function on the kernels' memory.
 *
 * @param shared - Whether threads share the memory.
 * @param parameters - The types of what the function takes. It returns a whole number.
 */
export function moduleOf(
  shared: boolean,
  parameters: Bytes,
  { locals, code }: { readonly locals: Bytes; readonly code: Bytes },
): Uint8Array<ArrayBuffer> {
  const memory = [...name("env"), ...name("memory"), 2, shared ? 3 : 1, 0, ...unsigned(65_536)];
  const called = Object.keys(CALLED).map((called, type) => [...name("env"), ...name(called), 0, type]);
  const types = Object.values(CALLED).map((count) =>
    functionType(
      Array.from({ length: count }, () => F64),
      F64,
    ),
  );
  const own = types.push(functionType(parameters, I32)) - 1;
  const runs: [count: number, type: number][] = [];
  for (const type of locals) {
    const last = runs.at(-1);
    if (last?.[1] === type) last[0]++;
    else runs.push([1, type]);
  }
  const variables = vector(runs.map(([count, type]) => [...unsigned(count), type]));
  return new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector(types)),
    ...section(2, vector([memory, ...called])),
    ...section(3, vector([[own]])),
    ...section(7, vector([[...name(FUNCTION), 0, called.length]])),
    ...section(10, vector([sized([...variables, ...code, END])])),
  ]);
}

export const END = 0x0b;
