/**
 * A measured number without the digits that its uncertainty leaves open, and the uncertainty, rounded up to two digits
 * so that it covers what was rounded away.
 */
export function withItsDigits(measured: number, uncertainty: number): readonly [measured: number, uncertainty: number] {
  if (!Number.isFinite(measured) || !Number.isFinite(uncertainty) || uncertainty === 0) return [measured, uncertainty];
  const exponent = exponentOf(uncertainty);
  const rounded = roundedUp(1.06 * uncertainty);
  const digits = exponentOf(measured) - exponent + 2;
  if (measured === 0 || digits < 1) return [0, roundedUp(rounded + Math.abs(measured))];
  return [digits > 16 ? measured : Number(measured.toPrecision(digits)), rounded];
}

function roundedUp(value: number): number {
  const [leading, exponent] = value.toExponential(1).split("e");
  const near = Number(`${leading}e${exponent}`);
  return near >= value ? near : Number(`${(Number(leading) + 0.1).toFixed(1)}e${exponent}`);
}

function exponentOf(value: number): number {
  return Number(value.toExponential().split("e")[1]);
}
