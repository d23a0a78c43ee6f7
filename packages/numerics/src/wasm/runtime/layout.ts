// How an instruction lies in memory; see assembly/instruction.ts.

/** 12 whole numbers and 8 doubles. */
export const INSTRUCTION_BYTES = 112;
/** Where the doubles begin. */
export const NUMBERS_OFFSET = 48;
/** Which whole number is which. */
export const OUT = 1;
export const ROWS = 5;
export const INNER = 6;
export const COLUMNS = 7;
export const OTHERS = 8;
export const FROM = 10;
export const TO = 11;
