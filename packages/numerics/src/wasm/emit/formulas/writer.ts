import { type Called, type FunctionCode, pushUnsigned, unsigned } from "../straight-line/module.js";
import { CALL, F64, GET, opcodes, SET } from "../straight-line/opcodes.js";

/** A variable, by its number. */
export type Local = number;

const scratch = new DataView(new ArrayBuffer(8));

/** A WebAssembly function under construction, instruction by instruction. */
export class Writer {
  readonly #parameters: readonly number[];
  readonly #types: number[];
  readonly #called: Called[] = [];
  readonly #bytes: number[] = [];

  /** @param parameters - Their types. They are the first variables. */
  constructor(parameters: readonly number[]) {
    this.#parameters = parameters;
    this.#types = [...parameters];
  }

  local(type: number): Local {
    return this.#types.push(type) - 1;
  }

  push(...bytes: readonly number[]): void {
    this.#bytes.push(...bytes);
  }

  /** A SIMD operation with its immediate operands. */
  pushPaired(opcode: number, ...bytes: readonly number[]): void {
    this.#bytes.push(0xfd, ...unsigned(opcode), ...bytes);
  }

  get(...locals: readonly Local[]): void {
    for (const local of locals) {
      this.#bytes.push(GET);
      pushUnsigned(this.#bytes, local);
    }
  }

  set(local: Local): void {
    this.#bytes.push(SET);
    pushUnsigned(this.#bytes, local);
  }

  constant(value: number): void {
    scratch.setFloat64(0, value, true);
    this.push(opcodes(F64).const);
    for (let i = 0; i < 8; i++) this.push(scratch.getUint8(i));
  }

  call(name: Called): void {
    const known = this.#called.indexOf(name);
    this.push(CALL, known < 0 ? this.#called.push(name) - 1 : known);
  }

  finish(): FunctionCode {
    return {
      parameters: this.#parameters,
      locals: this.#types.slice(this.#parameters.length),
      called: this.#called,
      code: [this.#bytes],
    };
  }
}
