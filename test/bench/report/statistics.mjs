/** The middle of the values; of two middle ones the mean. */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** @typedef {{ median: number, min: number, max: number, count: number }} Spread */

/** @returns {Spread} */
export function spreadOf(values) {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values), count: values.length };
}

/** Three significant digits, with commas between thousands. */
export function digits(value) {
  const places = value >= 100 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(value)));
  const rounded = value >= 1000 ? Number(value.toPrecision(3)) : value;
  return rounded.toLocaleString("en", { minimumFractionDigits: places, maximumFractionDigits: places });
}
