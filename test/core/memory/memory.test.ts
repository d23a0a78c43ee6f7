import { defaultBackend } from "@nn/core";
import type { DType, FloatArray } from "@nn/core/component";
import fc from "fast-check";
import { beforeEach, describe, expect, test, vi } from "vitest";

type WholeMemory = new (descriptor: { initial: number; maximum: number; shared: boolean }) => object;
declare const WebAssembly: { Memory: WholeMemory } | undefined;

/** 8 MiB, so that a few arrays fill them. */
const PAGES = 128;
const MEBI = 2 ** 20;
/** Arrays begin at multiples of this. */
const ALIGNMENT = 64;

/** Gives back what was taken last: the engine does so when it has collected the arrays, and a test when it wants to. */
let giveBackLast: (() => void) | undefined;

class CollectedAtWill<Held> {
  readonly #collected: (held: Held) => void;

  constructor(collected: (held: Held) => void) {
    this.#collected = collected;
  }

  register(_target: object, held: Held): void {
    giveBackLast = () => this.#collected(held);
  }
}

/** What was taken at once, and where it lies. */
interface Taken {
  readonly arrays: readonly FloatArray[];
  readonly isInside: boolean;
  readonly start: number;
  readonly end: number;
  readonly giveBack: () => void;
}

/** The memory of the default backend, which has to be made in here; where it starts, and where it ends. */
function start() {
  vi.stubGlobal("FinalizationRegistry", CollectedAtWill);
  const Whole = WebAssembly!.Memory;
  WebAssembly!.Memory = class extends Whole {
    constructor(descriptor: ConstructorParameters<WholeMemory>[0]) {
      if (descriptor.initial > PAGES) throw new RangeError("There is no room for so many pages.");
      super(descriptor);
    }
  };
  const first = defaultBackend().allocate("float64", [1])[0]!;
  giveBackLast!();
  WebAssembly!.Memory = Whole;
  vi.unstubAllGlobals();
  return { buffer: first.buffer, from: first.byteOffset, to: first.buffer.byteLength };
}

describe.skipIf(typeof WebAssembly === "undefined")("the memory of the WebAssembly backend", () => {
  const memory = typeof WebAssembly === "undefined" ? { buffer: new ArrayBuffer(0), from: 0, to: 0 } : start();

  const taken = new Set<Taken>();

  const take = (lengths: readonly number[], dtype: DType = "float64"): Taken => {
    giveBackLast = undefined;
    const arrays = defaultBackend().allocate(dtype, lengths);
    const giveBack = giveBackLast as (() => void) | undefined;
    const [start, last] = [arrays[0]!.byteOffset, arrays.at(-1)!];
    const piece: Taken = {
      arrays,
      isInside: arrays[0]!.buffer === memory.buffer,
      start,
      end: Math.max(aligned(last.byteOffset + last.byteLength), start + ALIGNMENT),
      giveBack: () => {
        if (taken.delete(piece)) giveBack!();
      },
    };
    if (piece.isInside) taken.add(piece);
    return piece;
  };
  const takeBytes = (bytes: number): Taken => take([bytes / 8]);

  /** Gives all back, and gives what is the whole memory then. */
  const takeWhole = (): Taken => {
    for (const piece of taken) piece.giveBack();
    return takeBytes(memory.to - memory.from);
  };

  beforeEach(() => {
    takeWhole().giveBack();
  });

  test("is as large as the system lets it be", () => {
    expect(memory.to).toBe(PAGES * 65_536);
  });

  test("a piece that was given back is taken again by who needs as much", () => {
    const [piece, behind] = [takeBytes(640), takeBytes(64)];
    piece.giveBack();
    const again = takeBytes(640);
    expect([again.start, again.end]).toEqual([piece.start, behind.start]);
  });

  test("smaller pieces are cut out of a large free one, though there is room behind", () => {
    const [large, behind] = [takeBytes(3 * MEBI), takeBytes(64)];
    large.giveBack();
    const [one, two, three] = [takeBytes(64), takeBytes(MEBI), takeBytes(MEBI)];
    expect([one.start, two.start, three.start]).toEqual([large.start, one.end, two.end]);
    expect(three.end).toBeLessThan(behind.start);
  });

  test("what is left of a cut piece is taken by who needs just that", () => {
    const [large, behind] = [takeBytes(3 * MEBI), takeBytes(64)];
    large.giveBack();
    const one = takeBytes(MEBI);
    const rest = takeBytes(2 * MEBI);
    expect([rest.start, rest.end]).toEqual([one.end, behind.start]);
  });

  test("free neighbours become one piece, in whatever order they were given back", () => {
    const pieces = [takeBytes(MEBI), takeBytes(64), takeBytes(2 * MEBI)] as const;
    const behind = takeBytes(64);
    for (const i of [2, 0, 1] as const) pieces[i].giveBack();
    const all = takeBytes(3 * MEBI + 64);
    expect([all.start, all.end]).toEqual([pieces[0].start, behind.start]);
  });

  const few = fc.nat(40);
  const many = fc.nat(400_000);
  const lengths = fc.array(fc.oneof({ weight: 3, arbitrary: few }, many), { minLength: 1, maxLength: 4 });
  const action = fc.oneof(
    fc.record({ dtype: fc.constantFrom("float64" as const, "float32" as const), lengths }),
    fc.record({ giveBack: fc.nat(9) }),
  );

  test("arrays are zeros, overlap no others, and lie outside only where there is no gap for them", () => {
    const property = fc.property(fc.array(action, { maxLength: 30 }), (actions) => {
      takeWhole().giveBack();
      for (const action of actions) {
        if ("giveBack" in action) {
          [...taken][action.giveBack % Math.max(taken.size, 1)]?.giveBack();
          continue;
        }
        const largestGap = Math.max(...gaps(memory, taken));
        const piece = take(action.lengths, action.dtype);
        const needed = Math.max(sum(piece.arrays.map(({ byteLength }) => aligned(byteLength))), ALIGNMENT);
        expect(piece.isInside).toBe(needed <= largestGap);
        expect(gaps(memory, taken).every((gap) => gap >= 0)).toBe(true);
        expect(piece.arrays.map(({ length }) => length)).toEqual(action.lengths);
        expect(piece.arrays.every(isZero)).toBe(true);
        for (const array of piece.arrays) array.fill(Number.NaN);
        if (!piece.isInside) continue;
        expect(piece.start % ALIGNMENT).toBe(0);
        expect(piece.end - piece.start).toBe(needed);
      }
      const whole = takeWhole();
      expect(whole.isInside).toBe(true);
      expect(whole.arrays.every(isZero)).toBe(true);
      whole.giveBack();
    });
    fc.assert(property, { numRuns: 200 });
  });
});

/** How many bytes lie free before, between and behind what is taken: less than none where two overlap. */
function gaps({ from, to }: { from: number; to: number }, taken: Iterable<Taken>): number[] {
  const sorted = [...taken].sort((one, other) => one.start - other.start);
  const ends = [from, ...sorted.map(({ end }) => end)];
  return [...sorted.map(({ start }) => start), to].map((start, i) => start - ends[i]!);
}

function isZero(array: FloatArray): boolean {
  for (let i = 0; i < array.length; i++) if (array[i] !== 0) return false;
  return true;
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
