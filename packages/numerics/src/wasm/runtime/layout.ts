// How an instruction lies in memory; see assembly/instruction.ts. It takes as many bytes as its arrays and numbers need.

/** Which of its whole numbers is which. The first one is its operation. */
export const BYTES = 1;
export const ROWS = 2;
export const INNER = 3;
export const COLUMNS = 4;
export const FROM = 5;
export const TO = 6;
export const NUMBERS = 7;
export const FLAGS = 8;
export const WHOLE = 9;
/** Where the addresses of its arrays begin; the first is written. */
export const ARRAYS = 10;

/** The flag of an instruction whose numbers are another row at each run. */
export const OF_RUN = 1;
/** The flag of the first instruction that changes what a run has read: until then a run can begin anew. */
export const CHANGES = 2;

/** No instruction takes more: a call hands over at most six arrays and twenty numbers. */
export const MOST_BYTES = 224;

/** Where the numbers begin after so many arrays. */
export function numbersOffset(arrays: number): number {
  return Math.ceil((ARRAYS + arrays) / 2) * 8;
}
