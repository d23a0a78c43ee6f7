/** Of the data. */
export const MOST_ROWS = 10_000;
export const MOST_COLUMNS = 8;
/** Of a name. */
export const MOST_LETTERS = 200;
/** Of an epoch at which runs stop. */
export const MOST_EPOCHS = 10_000;
