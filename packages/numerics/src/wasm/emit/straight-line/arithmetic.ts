import { type Called, pushUnsigned } from "./module.js";
import {
  bytesOf,
  CALL,
  DEMOTE,
  F32,
  F64,
  type Format,
  GET,
  I32,
  I32_AND,
  I32_OR,
  type Operator,
  opcodes,
  PROMOTE,
  SELECT,
  SET,
} from "./opcodes.js";

/** A variable, by its number. */
export type Local = number;

const scratch = new DataView(new ArrayBuffer(8));

/** A function under construction: variables, and operations on numbers, each of which gives a variable of its own. */
export class Arithmetic {
  /** What was written so far. */
  protected bytes: number[] = [];
  /** The functions that are called, by their numbers. */
  protected readonly called: Called[] = [];
  /** Of the parameters, and of the variables after them. */
  protected readonly types: number[];

  protected constructor(types: readonly number[]) {
    this.types = [...types];
  }

  constant(value: number, format: Format = F64): Local {
    const local = this.local(format);
    this.pushConstant(value, format);
    this.set(local);
    return local;
  }

  wide(x: Local): Local {
    return this.formatOf(x) === F64 ? x : this.#compute(F64, [x], PROMOTE);
  }

  /** Rounded to a format. */
  rounded(x: Local, format: Format): Local {
    return this.formatOf(x) === format ? x : this.#compute(F32, [x], DEMOTE);
  }

  // Operations on numbers of one format.
  add = (a: Local, b: Local): Local => this.#operate("add", a, b);
  sub = (a: Local, b: Local): Local => this.#operate("sub", a, b);
  mul = (a: Local, b: Local): Local => this.#operate("mul", a, b);
  div = (a: Local, b: Local): Local => this.#operate("div", a, b);
  min = (a: Local, b: Local): Local => this.#operate("min", a, b);
  max = (a: Local, b: Local): Local => this.#operate("max", a, b);
  neg = (x: Local): Local => this.#operate("neg", x);
  abs = (x: Local): Local => this.#operate("abs", x);
  sqrt = (x: Local): Local => this.#operate("sqrt", x);
  floor = (x: Local): Local => this.#operate("floor", x);

  // Conditions, and what depends on one.
  less = (a: Local, b: Local): Local => this.#compute(I32, [a, b], opcodes(this.formatOf(a)).lt);
  atMost = (a: Local, b: Local): Local => this.#compute(I32, [a, b], opcodes(this.formatOf(a)).le);
  equal = (a: Local, b: Local): Local => this.#compute(I32, [a, b], opcodes(this.formatOf(a)).eq);
  or = (a: Local, b: Local): Local => this.#compute(I32, [a, b], I32_OR);
  and = (a: Local, b: Local): Local => this.#compute(I32, [a, b], I32_AND);
  select = (condition: Local, one: Local, other: Local): Local =>
    this.#compute(this.formatOf(one), [one, other, condition], SELECT);

  /** What a variable holds now. */
  copy(x: Local): Local {
    return this.#compute(this.formatOf(x), [x]);
  }

  /** A function of doubles. */
  call(name: Called, ...operands: readonly Local[]): Local {
    const known = this.called.indexOf(name);
    return this.#compute(F64, operands, CALL, known < 0 ? this.called.push(name) - 1 : known);
  }

  protected local(format: Format): Local {
    return this.types.push(format) - 1;
  }

  protected formatOf(local: Local): Format {
    return this.types[local]!;
  }

  protected get(local: Local): void {
    this.bytes.push(GET);
    pushUnsigned(this.bytes, local);
  }

  protected set(local: Local): void {
    this.bytes.push(SET);
    pushUnsigned(this.bytes, local);
  }

  protected pushConstant(value: number, format: Format): void {
    if (format === F64) scratch.setFloat64(0, value, true);
    else scratch.setFloat32(0, value, true);
    this.bytes.push(opcodes(format).const);
    for (let i = 0; i < bytesOf(format); i++) this.bytes.push(scratch.getUint8(i));
  }

  #operate(operation: Operator, ...operands: readonly Local[]): Local {
    const format = this.formatOf(operands[0]!);
    return this.#compute(format, operands, opcodes(format)[operation]);
  }

  #compute(format: Format, operands: readonly Local[], ...opcode: readonly number[]): Local {
    const local = this.local(format);
    for (const operand of operands) this.get(operand);
    this.bytes.push(...opcode);
    this.set(local);
    return local;
  }
}
