/** Of the data. */
export const MOST_ROWS = 10_000;
export const MOST_COLUMNS = 8;
export const MOST_FILTERS = 4;
/** How many rows a table shows at once. */
export const MOST_SHOWN = 50;
/** Of a name. */
export const MOST_LETTERS = 200;
/** Of seeds that are compared. */
export const MOST_SEEDS = 100;
/** So many to begin with: a class. */
export const USUAL_SEEDS = 30;
/** Of the letters of a worksheet's link, and of a class's codes. */
export const MOST_TYPED = 2000;
/** Of an epoch at which runs stop. */
export const MOST_EPOCHS = 10_000;
