import type { DType } from "../../../arrays/dtype.js";
import type { Graph } from "../../../expressions/graph.js";
import type { Node } from "../../../expressions/node.js";
import { Stages } from "../../../expressions/stages.js";
import type { FunctionCode } from "../binary/module.js";
import {
  BLOCK,
  BRANCH,
  BRANCH_IF,
  END,
  F32,
  F64,
  I32,
  I32_CONST,
  I32_EQZ,
  I32_LESS,
  I32_SUBTRACT,
  LOOP,
  NO_RESULT,
} from "../binary/opcodes.js";
import { Writer } from "../binary/writer.js";
import { Pairs } from "./pairs.js";
import { RowLoop } from "./row-loop.js";
import { PARAMETERS, Span } from "./span.js";

/**
 * A computation as a WebAssembly function that goes through arrays two numbers at a time, in the order and with the
 * rounding of the plain loops. It reads its arrays and sizes from an instruction.
 */
export class VectorCode {
  readonly #graph: Graph;
  readonly #writer: Writer = new Writer(PARAMETERS);
  readonly #span: Span;
  readonly #pairs: Pairs;
  readonly #stages: Stages;
  readonly #loop: RowLoop;

  constructor(graph: Graph, dtype: DType) {
    const format = dtype === "float64" ? F64 : F32;
    this.#graph = graph;
    this.#stages = new Stages(graph);
    this.#span = new Span(this.#writer, graph, format);
    this.#pairs = new Pairs(this.#writer, this.#span, format);
    this.#loop = new RowLoop(this.#writer, this.#span, this.#pairs, this.#stages, format);
  }

  finish(): FunctionCode {
    if (this.#graph.isElementwise) this.#flat();
    else this.#byRow();
    this.#writer.push(I32_CONST, 1);
    return this.#writer.finish();
  }

  #flat(): void {
    const count = this.#writer.variable(I32, () => {
      this.#writer.get(this.#span.to, this.#span.from);
      this.#writer.push(I32_SUBTRACT);
    });
    for (const at of this.#stages.loops.keys()) this.#loop.write(at, count);
  }

  #byRow(): void {
    const writer = this.#writer;
    const { from, to, columns } = this.#span;
    this.#prepareCall();
    writer.push(BLOCK, NO_RESULT, LOOP, NO_RESULT);
    writer.get(from, to);
    writer.push(I32_LESS, I32_EQZ, BRANCH_IF, 1);
    for (const at of this.#stages.loops.keys()) {
      this.#loop.write(at, columns);
      this.#refuseAfter(at + 1);
    }
    this.#refuseAfter(0);
    const ofRow = this.#graph.stores.filter(({ isByRow }) => isByRow);
    // All are read before one is written, which may be the same array.
    const values = ofRow.map(({ value }) => this.#pairs.of(value));
    for (const [i, { array }] of ofRow.entries()) this.#span.storeSingle(array, values[i]!);
    this.#pairs.forgetRow();
    this.#span.nextRow();
    writer.push(BRANCH, 0, END, END);
  }

  /** Computes what is the same for the whole call before the first row, not in each. */
  #prepareCall(): void {
    const seen = new Set<Node>();
    for (const { value } of this.#graph.stores) this.#pairs.prepare(value, 1, seen);
    for (const refusal of this.#graph.refusals) this.#pairs.prepare(refusal, 1, seen);
  }

  /** Looks at what can be refused of a row when so many of its loops are done. */
  #refuseAfter(loops: number): void {
    for (const refusal of this.#graph.refusals) {
      if (refusal.rank === 2 || this.#stages.of(refusal) !== loops) continue;
      this.#loop.refuseIf(this.#pairs.of(refusal));
    }
  }
}
