import type { DType } from "../../../arrays/dtype.js";
import type { Graph } from "../../../expressions/graph.js";
import { type Node, REDUCTIONS } from "../../../expressions/node.js";
import { CONDITIONS } from "../../../expressions/operations.js";
import { type Stage, Stages } from "../../../expressions/stages.js";
import { ARRAYS, COLUMNS, FROM, ROWS, TO } from "../../runtime/layout.js";
import { type Called, type FunctionCode, pushUnsigned, signed, unsigned } from "../straight-line/module.js";
import {
  alignmentOf,
  BLOCK,
  BRANCH,
  BRANCH_IF,
  CALL,
  DEMOTE,
  DOUBLE_OF_I32,
  END,
  F32,
  F64,
  type Format,
  GET,
  I32,
  I32_ADD,
  I32_AND,
  I32_CONST,
  I32_EQZ,
  I32_LESS,
  I32_LOAD,
  I32_MULTIPLY,
  I32_OR,
  I32_SUBTRACT,
  IF,
  LOOP,
  NO_RESULT,
  opcodes,
  PROMOTE,
  RETURN,
  SELECT,
  SET,
  SIMD,
  V128,
} from "../straight-line/opcodes.js";

/** What the function is given: where its instruction is, and where the numbers of that are. */
const [START, NUMBERS] = [0, 1] as const;
const PARAMETERS = [I32, I32];
/** What becomes of two numbers at a time, and of one. */
const PAIR: Readonly<Record<string, number>> = {
  ...{ "+": SIMD.add, "-": SIMD.sub, "*": SIMD.mul, "/": SIMD.div, min: SIMD.min, max: SIMD.max },
  ...{ negate: SIMD.neg, abs: SIMD.abs, sqrt: SIMD.sqrt, floor: SIMD.floor },
  ...{ "<": SIMD.lt, "<=": SIMD.le, "==": SIMD.eq, or: SIMD.or, and: SIMD.and },
};
const { add, sub, mul, div, min, max, neg, abs, sqrt, floor, lt, le, eq } = opcodes(F64);
const SINGLE: Readonly<Record<string, number>> = {
  ...{ "+": add, "-": sub, "*": mul, "/": div, min, max, negate: neg, abs, sqrt, floor },
  ...{ "<": lt, "<=": le, "==": eq, or: I32_OR, and: I32_AND },
};

/** The functions that there are of two numbers at a time. */
const PAIRED: Readonly<Record<string, Called>> = { exp: "expPair", tanh: "tanhPair" };

/**
 * A computation as a WebAssembly function that goes through arrays two numbers at a time, in the order and with the
 * rounding of the plain loops. It reads its arrays and sizes from an instruction.
 */
export class VectorCode {
  readonly #graph: Graph;
  readonly #format: Format;
  #bytes: number[] = [];
  readonly #types: number[] = [...PARAMETERS];
  readonly #called: Called[] = [];
  readonly #stages: Stages;
  readonly #bases: number[] = [];
  readonly #rows: number;
  readonly #columns: number;
  /** Which rows are to be done, or which numbers where rows have no part in it. */
  readonly #from: number;
  readonly #to: number;
  /** What has been computed, where it is the same for a row or a call: as a number, and twice for pairs. */
  readonly #singles: Map<Node, number> = new Map();
  readonly #splats: Map<Node, number> = new Map();
  /** How far the present numbers are from where their row begins, and how many are left. */
  readonly #offset: number;
  readonly #left: number;
  /** Which of the loops is being written. */
  #stage = 0;

  constructor(graph: Graph, dtype: DType) {
    this.#graph = graph;
    this.#format = dtype === "float64" ? F64 : F32;
    this.#stages = new Stages(graph);
    this.#rows = this.#local(I32);
    this.#columns = this.#local(I32);
    this.#from = this.#local(I32);
    this.#to = this.#local(I32);
    this.#offset = this.#local(I32);
    this.#left = this.#local(I32);
  }

  finish(): FunctionCode {
    this.#load(this.#rows, 4 * ROWS);
    this.#load(this.#columns, 4 * COLUMNS);
    this.#load(this.#from, 4 * FROM);
    this.#load(this.#to, 4 * TO);
    for (let i = 0; i < this.#graph.arrays; i++) {
      this.#bases.push(this.#local(I32));
      this.#load(this.#bases[i]!, 4 * (ARRAYS + i));
      this.#moveBase(i, this.#from);
    }
    if (this.#graph.isElementwise) this.#flat();
    else this.#byRow();
    this.#push(I32_CONST, 1);
    return {
      parameters: PARAMETERS,
      locals: this.#types.slice(PARAMETERS.length),
      called: this.#called,
      code: [this.#bytes],
    };
  }

  #flat(): void {
    const count = this.#local(I32);
    this.#get(this.#to, this.#from);
    this.#push(I32_SUBTRACT);
    this.#set(count);
    for (const stage of this.#stages.loops) this.#loop(stage, count);
  }

  /** Goes on by so many rows, or by so many numbers. */
  #moveBase(i: number, by: number): void {
    const base = this.#bases[i]!;
    this.#get(base, by);
    if (!this.#graph.isByRow(i) && !this.#graph.isElementwise) {
      this.#get(this.#columns);
      this.#push(I32_MULTIPLY);
    }
    this.#push(I32_CONST, ...signed(this.#bytesOf()), I32_MULTIPLY, I32_ADD);
    this.#set(base);
  }

  #byRow(): void {
    const { stores, refusals } = this.#graph;
    // What doesn't depend on the row is computed before, not in each.
    const seen = new Set<Node>();
    for (const { value, isByRow } of stores) this.#prepareCall(value, !isByRow, seen);
    for (const refusal of refusals) this.#prepareCall(refusal, false, seen);
    this.#push(BLOCK, NO_RESULT, LOOP, NO_RESULT);
    this.#get(this.#from, this.#to);
    this.#push(I32_LESS, I32_EQZ, BRANCH_IF, 1);
    for (const [s, stage] of this.#stages.loops.entries()) {
      this.#loop(stage, this.#columns);
      for (const refusal of refusals) {
        if (refusal.rank < 2 && this.#stages.of(refusal) === s + 1) this.#refuseIf(this.#single(refusal));
      }
    }
    for (const refusal of refusals) {
      if (refusal.rank < 2 && this.#stages.of(refusal) === 0) this.#refuseIf(this.#single(refusal));
    }
    const ofRow = stores.filter(({ isByRow }) => isByRow);
    // All are read before one is written, which may be the same array.
    const singles = ofRow.map(({ value }) => this.#single(value));
    for (const [i, { array }] of ofRow.entries()) {
      this.#get(this.#bases[array]!, singles[i]!);
      if (this.#format === F32) this.#push(DEMOTE);
      this.#push(opcodes(this.#format).store, alignmentOf(this.#format), 0);
    }
    // What holds for one row alone is computed anew for the next.
    for (const map of [this.#singles, this.#splats])
      for (const node of map.keys()) if (node.rank === 1) map.delete(node);
    const one = this.#local(I32);
    this.#push(I32_CONST, 1);
    this.#set(one);
    for (let i = 0; i < this.#graph.arrays; i++) this.#moveBase(i, one);
    this.#get(this.#from);
    this.#push(I32_CONST, 1, I32_ADD);
    this.#set(this.#from);
    this.#push(BRANCH, 0, END, END);
  }

  /** Computes what the numbers of a loop share, before it. */
  #prepare(node: Node, seen: Set<Node>): void {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.rank < 2) this.#splat(node);
    else for (const input of node.inputs) this.#prepare(input, seen);
  }

  /** Computes what is the same for the whole call, before the first row. */
  #prepareCall(node: Node, isPaired: boolean, seen: Set<Node>): void {
    if (node.rank > 0) {
      if (seen.has(node)) return;
      seen.add(node);
      const isOfPairs = node.rank === 2 || REDUCTIONS.has(node.operation);
      for (const input of node.inputs) this.#prepareCall(input, isOfPairs, seen);
    } else if (isPaired) this.#splat(node);
    else this.#single(node);
  }

  #loop(stage: Stage, length: number): void {
    this.#stage = this.#stages.loops.indexOf(stage);
    const { reductions, refusals, stores } = stage;
    if (reductions.length + refusals.length + stores.length === 0) return;
    const seen = new Set<Node>();
    for (const { inputs } of reductions) this.#prepare(inputs[0]!, seen);
    for (const node of refusals) this.#prepare(node, seen);
    for (const { value } of stores) this.#prepare(value, seen);
    const sums = reductions.map((node) => this.#start(node));
    const refused = refusals.map(() => this.#local(V128));
    for (const local of refused) {
      this.#constant(0);
      this.#push(...simd(SIMD.splat));
      this.#set(local);
    }
    this.#push(I32_CONST, 0);
    this.#set(this.#offset);
    this.#get(length);
    this.#set(this.#left);
    const body = (isPair: boolean): void => this.#body(stage, sums, refused, isPair);
    this.#push(BLOCK, NO_RESULT, LOOP, NO_RESULT);
    this.#get(this.#left);
    this.#push(I32_CONST, 2, I32_LESS, BRANCH_IF, 1);
    body(true);
    this.#advance(2);
    this.#push(BRANCH, 0, END, END);
    this.#get(this.#left);
    this.#push(IF, NO_RESULT);
    body(false);
    this.#push(END);
    for (const local of refused) {
      this.#get(local);
      this.#push(...simd(SIMD.anyTrue), IF, NO_RESULT, I32_CONST, 0, RETURN, END);
    }
  }

  #start(node: Node): number {
    const local = this.#local(F64);
    this.#constant(node.operation === "sum" ? 0 : Number.NEGATIVE_INFINITY);
    this.#set(local);
    this.#singles.set(node, local);
    return local;
  }

  #advance(numbers: number): void {
    this.#get(this.#offset);
    this.#push(I32_CONST, ...signed(numbers * this.#bytesOf()), I32_ADD);
    this.#set(this.#offset);
    this.#get(this.#left);
    this.#push(I32_CONST, numbers, I32_SUBTRACT);
    this.#set(this.#left);
  }

  #body(
    { reductions, refusals, stores }: Stage,
    sums: readonly number[],
    refused: readonly number[],
    isPair: boolean,
  ): void {
    const known = new Map<Node, number>();
    const pair = (node: Node): number => this.#pair(node, known, isPair);
    for (const [i, node] of reductions.entries()) {
      const value = pair(node.inputs[0]!);
      const operator = node.operation === "sum" ? add : max;
      for (const lane of isPair ? [0, 1] : [0]) {
        this.#get(sums[i]!, value);
        this.#push(...simd(SIMD.extract), lane, operator);
        this.#set(sums[i]!);
      }
    }
    for (const [i, node] of refusals.entries()) {
      this.#get(refused[i]!, pair(node));
      this.#push(...simd(SIMD.or));
      this.#set(refused[i]!);
    }
    // All are read before one is written, which may be the same array.
    const values = stores.map(({ value }) => pair(value));
    for (const [i, { array }] of stores.entries()) {
      this.#get(this.#bases[array]!, this.#offset);
      this.#push(I32_ADD);
      this.#get(values[i]!);
      if (this.#format === F64 && isPair) this.#push(...simd(SIMD.store), 3, 0);
      else if (isPair) this.#push(...simd(SIMD.demote), ...simd(SIMD.store64Lane), 2, 0, 0);
      else {
        this.#push(...simd(SIMD.extract), 0);
        if (this.#format === F32) this.#push(DEMOTE);
        this.#push(opcodes(this.#format).store, alignmentOf(this.#format), 0);
      }
    }
  }

  /** Two numbers of a row, or one of them twice. */
  #pair(node: Node, known: Map<Node, number>, isPair: boolean): number {
    if (node.rank < 2) return this.#splat(node);
    const found = known.get(node);
    if (found !== undefined) return found;
    const { operation, inputs } = node;
    const local = this.#local(V128);
    if (operation === "load") {
      this.#get(this.#bases[node.value]!, this.#offset);
      this.#push(I32_ADD);
      this.#loadPair(isPair);
    } else if (this.#stages.isHeld(node, this.#stage)) {
      this.#get(this.#bases[node.value]!, this.#offset);
      this.#push(I32_ADD);
      this.#loadPair(isPair);
    } else if (operation === "?") {
      const [condition, one, other] = inputs as [Node, Node, Node];
      this.#get(...[one, other, condition].map((input) => this.#pair(input, known, isPair)));
      this.#push(...simd(SIMD.select));
    } else if (operation === "stored") {
      this.#get(this.#pair(inputs[0]!, known, isPair));
      if (this.#format === F32) this.#push(...simd(SIMD.demote), ...simd(SIMD.promote));
    } else if (PAIR[operation] !== undefined) {
      this.#get(...inputs.map((input) => this.#pair(input, known, isPair)));
      this.#push(...simd(PAIR[operation]!));
    } else if (PAIRED[operation] !== undefined) {
      this.#get(this.#pair(inputs[0]!, known, isPair));
      this.#call(PAIRED[operation]!);
    } else {
      const operands = inputs.map((input) => this.#pair(input, known, isPair));
      const lane = (lane: number): void => {
        for (const operand of operands) {
          this.#get(operand);
          this.#push(...simd(SIMD.extract), lane);
        }
        this.#call(operation as Called);
      };
      lane(0);
      this.#push(...simd(SIMD.splat));
      if (isPair) {
        lane(1);
        this.#push(...simd(SIMD.replace), 1);
      }
    }
    this.#set(local);
    known.set(node, local);
    return local;
  }

  #loadPair(isPair: boolean): void {
    if (!isPair) {
      this.#push(opcodes(this.#format).load, alignmentOf(this.#format), 0);
      if (this.#format === F32) this.#push(PROMOTE);
      this.#push(...simd(SIMD.splat));
    } else if (this.#format === F64) this.#push(...simd(SIMD.load), 3, 0);
    else this.#push(...simd(SIMD.load64), 2, 0, ...simd(SIMD.promote));
  }

  /** A number twice, for pairs. */
  #splat(node: Node): number {
    const known = this.#splats.get(node);
    if (known !== undefined) return known;
    const single = this.#single(node);
    const local = this.#local(V128);
    if (CONDITIONS.has(node.operation)) {
      // All bits of both, or none.
      this.#push(I32_CONST, 0);
      this.#get(single);
      this.#push(I32_SUBTRACT, ...simd(SIMD.splatI32));
    } else {
      this.#get(single);
      this.#push(...simd(SIMD.splat));
    }
    this.#set(local);
    this.#splats.set(node, local);
    return local;
  }

  /** A number that is the same for a row, or for the call. */
  #single(node: Node): number {
    const known = this.#singles.get(node);
    if (known !== undefined) return known;
    const { operation, inputs, value } = node;
    const local = this.#local(CONDITIONS.has(operation) ? I32 : F64);
    const operands = inputs.map((input) => this.#single(input));
    if (operation === "number") this.#constant(value);
    else if (operation === "scalar") {
      this.#get(NUMBERS);
      this.#push(opcodes(F64).load, 3, ...unsigned(8 * value));
    } else if (operation === "extent") {
      this.#get(value === 0 ? this.#columns : this.#rows);
      this.#push(DOUBLE_OF_I32);
    } else if (operation === "load") {
      this.#get(this.#bases[value]!);
      this.#push(opcodes(this.#format).load, alignmentOf(this.#format), 0);
      if (this.#format === F32) this.#push(PROMOTE);
    } else if (operation === "?") {
      this.#get(operands[1]!, operands[2]!, operands[0]!);
      this.#push(SELECT);
    } else if (operation === "stored") {
      this.#get(operands[0]!);
      if (this.#format === F32) this.#push(DEMOTE, PROMOTE);
    } else {
      this.#get(...operands);
      if (SINGLE[operation] === undefined) this.#call(operation as Called);
      else this.#push(SINGLE[operation]!);
    }
    this.#set(local);
    this.#singles.set(node, local);
    return local;
  }

  #refuseIf(condition: number): void {
    this.#get(condition);
    this.#push(IF, NO_RESULT, I32_CONST, 0, RETURN, END);
  }

  #call(name: Called): void {
    const known = this.#called.indexOf(name);
    this.#push(CALL, known < 0 ? this.#called.push(name) - 1 : known);
  }

  #constant(value: number): void {
    const scratch = new DataView(new ArrayBuffer(8));
    scratch.setFloat64(0, value, true);
    this.#push(opcodes(F64).const);
    for (let i = 0; i < 8; i++) this.#push(scratch.getUint8(i));
  }

  #load(local: number, offset: number): void {
    this.#get(START);
    this.#push(I32_LOAD, 2, ...unsigned(offset));
    this.#set(local);
  }

  #local(type: number): number {
    return this.#types.push(type) - 1;
  }

  #get(...locals: readonly number[]): void {
    for (const local of locals) {
      this.#bytes.push(GET);
      pushUnsigned(this.#bytes, local);
    }
  }

  #set(local: number): void {
    this.#bytes.push(SET);
    pushUnsigned(this.#bytes, local);
  }

  #push(...bytes: readonly number[]): void {
    this.#bytes.push(...bytes);
  }

  #bytesOf(): number {
    return this.#format === F64 ? 8 : 4;
  }
}

const simd = (opcode: number): number[] => [0xfd, ...unsigned(opcode)];
