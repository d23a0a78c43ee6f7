import { finiteNumber, type Initializer } from "@nn/core/component";

/** What a {@link Constant} is made from. @inline */
interface ConstantSettings {
  /** What each element becomes. */
  readonly value: number;
}

/**
 * Every value the same.
 *
 * @throws OptionError for a value that is not finite.
 *
 * @example
 * const network = new Sequential([new Dense(1, 2, { biasInitializer: new Constant(0.1) })]);
 * [...network.getParameters()["0.bias"]]; // => [0.1, 0.1]
 */
export class Constant implements Initializer {
  readonly name: string;
  /** What each element becomes. */
  readonly value: number;

  constructor(value: number) {
    this.value = finiteNumber("Constant: the value", value);
    this.name = `constant(${value})`;
  }

  get kind(): string {
    return "Constant";
  }

  settings(): ConstantSettings {
    return { value: this.value };
  }

  /** What its settings describe. */
  static from({ value }: ConstantSettings): Constant {
    return new Constant(value);
  }

  fill(values: Float32Array | Float64Array): void {
    values.fill(this.value);
  }
}

/**
 * Every value 0: usual for biases. Weights of 0 would leave all units of a layer the same for ever.
 *
 * @example
 * const network = new Sequential([new Dense(1, 2, { weightInitializer: zeros })]);
 * [...network.getParameters()["0.weight"]]; // => [0, 0]
 */
export const zeros: Initializer = { kind: "zeros", name: "zeros", fill: (values) => void values.fill(0) };

/**
 * Every value 1, as the lab takes them to derive a gradient by hand.
 *
 * @example
 * const network = new Sequential([new Dense(1, 2, { weightInitializer: ones })]);
 * [...network.getParameters()["0.weight"]]; // => [1, 1]
 */
export const ones: Initializer = { kind: "ones", name: "ones", fill: (values) => void values.fill(1) };
