/** The sum of two sizes that the compiler knows; `number` where it doesn't, and for those of more than three digits. */
export type SumOf<A extends number, B extends number> = [...ListOf<`${A}`>, ...ListOf<`${B}`>] extends infer All extends
  readonly unknown[]
  ? All["length"]
  : number;

/** A list of so many elements, digit by digit. */
type ListOf<Size extends string> = Size extends `${Digit}` | `${Digit}${Digit}` | `${Digit}${Digit}${Digit}`
  ? ListOfDigits<Size>
  : unknown[];

type ListOfDigits<
  Size extends string,
  Before extends readonly unknown[] = [],
> = Size extends `${infer First extends Digit}${infer Rest}`
  ? ListOfDigits<Rest, [...TenTimes<Before>, ...Ones[First]]>
  : Before;

type TenTimes<T extends readonly unknown[]> = [...T, ...T, ...T, ...T, ...T, ...T, ...T, ...T, ...T, ...T];

type Digit = keyof Ones & number;

interface Ones {
  0: [];
  1: [1];
  2: [1, 1];
  3: [1, 1, 1];
  4: [1, 1, 1, 1];
  5: [1, 1, 1, 1, 1];
  6: [1, 1, 1, 1, 1, 1];
  7: [1, 1, 1, 1, 1, 1, 1];
  8: [1, 1, 1, 1, 1, 1, 1, 1];
  9: [1, 1, 1, 1, 1, 1, 1, 1, 1];
}
