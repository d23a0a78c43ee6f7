import { type Called, type FunctionCode, pushUnsigned, unsigned } from "./module.js";
import { bytesOf, CALL, F32, F64, type Format, GET, type Operation, opcode, SET, V128 } from "./opcodes.js";

/** A variable, by its number. */
export type Local = number;

const scratch = new DataView(new ArrayBuffer(8));
const CONST: Readonly<Record<Format, number>> = { [F64]: 0x44, [F32]: 0x43 };

/** A WebAssembly function under construction, instruction by instruction. */
export class Writer {
  /** What was written so far. */
  protected bytes: number[] = [];
  readonly #parameters: readonly Format[];
  readonly #types: Format[];
  readonly #called: Called[] = [];

  /** @param parameters - Their types. They are the first variables. */
  constructor(parameters: readonly Format[]) {
    this.#parameters = parameters;
    this.#types = [...parameters];
  }

  local(type: Format): Local {
    return this.#types.push(type) - 1;
  }

  /** A variable with what is pushed. */
  variable(type: Format, push: () => void): Local {
    const local = this.local(type);
    push();
    this.set(local);
    return local;
  }

  typeOf(local: Local): Format {
    return this.#types[local]!;
  }

  push(...bytes: readonly number[]): void {
    this.bytes.push(...bytes);
  }

  /** A SIMD instruction with its immediate operands. */
  pushPaired(instruction: number, ...bytes: readonly number[]): void {
    this.bytes.push(0xfd, ...unsigned(instruction), ...bytes);
  }

  get(...locals: readonly Local[]): void {
    for (const local of locals) {
      this.bytes.push(GET);
      pushUnsigned(this.bytes, local);
    }
  }

  set(local: Local): void {
    this.bytes.push(SET);
    pushUnsigned(this.bytes, local);
  }

  constant(value: number, format: Format = F64): void {
    if (format === F64) scratch.setFloat64(0, value, true);
    else scratch.setFloat32(0, value, true);
    this.bytes.push(CONST[format]!);
    for (let i = 0; i < bytesOf(format); i++) this.bytes.push(scratch.getUint8(i));
  }

  /** An operation on what was pushed: of numbers of a format, or of two doubles at a time. */
  operate(operation: Operation, format: Format, ...immediate: readonly number[]): void {
    if (format === V128) this.pushPaired(opcode(format, operation), ...immediate);
    else this.bytes.push(opcode(format, operation), ...immediate);
  }

  call(name: Called): void {
    const known = this.#called.indexOf(name);
    this.bytes.push(CALL, known < 0 ? this.#called.push(name) - 1 : known);
  }

  /** @param code - What it does; all that was written unless given. */
  finish(code: FunctionCode["code"] = [this.bytes]): FunctionCode {
    return {
      parameters: this.#parameters,
      locals: this.#types.slice(this.#parameters.length),
      called: this.#called,
      code,
    };
  }
}
