/** What is given in answer to a call that wasn't refused is right, too: a hole or NaN would be silent misuse. */
export function expectNumbers(numbers: readonly number[]): void {
  for (let i = 0; i < numbers.length; i++) {
    if (!Number.isFinite(numbers[i])) throw new Error(`gives ${String(numbers[i])} at ${i}`);
  }
}

/** The same of a list of rows. */
export function expectMatrix(rows: readonly (readonly number[])[]): void {
  for (let i = 0; i < rows.length; i++) expectNumbers(rows[i]!);
  if (rows.some((row) => row.length === 0)) throw new Error("gives rows without numbers");
}
