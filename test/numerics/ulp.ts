import { all, type BigNumber, create } from "mathjs";

/** mathjs with 40 digits: more than twice as many as a double has. */
const math = create(all!, { number: "BigNumber", precision: 40 });

/** A double with all its digits. (A decimal that is merely read back as the same double can be half a unit off.) */
export function big(x: number): BigNumber {
  // An infinite result stands for the first number above the largest double.
  if (Math.abs(x) === Infinity) return math.bignumber(Math.sign(x)).times(math.bignumber(2).pow(1024)) as BigNumber;
  return math.bignumber(x.toPrecision(100));
}

/** The distance of the doubles around a number: one unit in its last place. */
function ulp(x: number): number {
  const size = Math.abs(x);
  if (size < 2 ** -1022) return 2 ** -1074;
  if (size >= 2 ** 1023) return 2 ** 971;
  let exponent = Math.floor(Math.log2(size));
  while (2 ** exponent > size) exponent--;
  while (2 ** (exponent + 1) <= size) exponent++;
  return 2 ** (exponent - 52);
}

/** How far a computed double lies from the exact value, in units of the exact value's last place. */
export function errorInUlps(computed: number, exact: BigNumber): number {
  if (Number.isNaN(computed)) return Number.NaN;
  const nearest = Number(exact.toString());
  if (computed === nearest && Math.abs(nearest) === Infinity) return 0;
  return Number(
    (big(computed).minus(exact) as BigNumber)
      .abs()
      .div(big(ulp(nearest)))
      .toString(),
  );
}
