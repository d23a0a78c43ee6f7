/**
 * The functions of a module that go from rows to numbers, and from outputs to answers.
 *
 * @param outputs - The name of the array that holds a row's outputs.
 * @param isServed - Whether its errors are for people who have nothing but them: they name the categories that there are.
 */
export function rowFunctions(outputs: string, isServed: boolean): string {
  const known = isServed ? ` It has: \${categories.map(shown).join(", ")}.` : "";
  return `/** What a formula makes of one number. */
function computed(loop, constants, value) {
  const out = new Float64Array(1);
  loop(constants, 1, 1, out, [value]);
  return out[0];
}

/** The answers to rows: some of \`count\`, from number \`first\` on. */
function answerRows(rows, first = 0, count = rows.length) {
  const outputs = numbersOf(rows, first, count).map((numbers, i) => {
    compute(numbers, [numbers.length], first + i);
    return Array.from(${outputs});
  });
  return outputs.map(toAnswer);
}

/** The numbers of rows, column by column. */
function numbersOf(rows, first, count) {
  const numbers = Array.from(rows, () => []);
  for (const { name, ...column } of COLUMNS) {
    const cells = Array.from(rows, (row, i) => cellIn(row, name, first + i, count));
    const place = (i) => \`\${count === 1 ? "The row" : \`Row \${first + i}, counted from 0\`}, column \${shown(name)}\`;
    const codes = column.scale ? scaled(cells, place, column) : cells.map((cell, i) => coded(cell, place(i), column));
    codes.forEach((code, i) => numbers[i].push(...code));
  }
  return numbers;
}

function cellIn(row, name, i, count) {
  if (typeof row !== "object" || row === null || Array.isArray(row)) throw new RangeError(\`Row \${i}, counted from 0, must be an object such as { \${name}: 1 }, but is \${shown(row)}.\`);
  const place = count === 1 ? "The row" : \`Row \${i}, counted from 0,\`;
  if (Object.hasOwn(row, name)) return row[name];
  const others = Object.keys(row).filter((key) => !COLUMNS.some((column) => column.name === key));
  const more = others.length > 10 ? \` and \${others.length - 10} more\` : "";
  const but = others.length > 0 ? \`, but has \${others.slice(0, 10).map(shown).join(", ")}\${more}\` : "";
  throw new RangeError(\`\${place} has no column \${shown(name)}, which the pipeline takes\${but}.\`);
}

function isMissing(cell) {
  return cell === null || cell === undefined || Number.isNaN(cell) || (typeof cell === "string" && cell.trim() === "");
}

function scaled(cells, place, { missing, indicator, scale, by }) {
  const filled = cells.map((cell, i) => {
    if (isMissing(cell)) {
      if (missing !== null) return missing;
      throw new RangeError(\`\${place(i)}: the number is missing.\`);
    }
    if (typeof cell === "boolean") return Number(cell);
    if (typeof cell !== "number" && typeof cell !== "string") throw foreign(cell, place(i));
    const isDecimal = typeof cell === "number" || /^[+-]?(\\d+(\\.\\d*)?|\\.\\d+)(e[+-]?\\d+)?$/i.test(cell.trim());
    if (isDecimal && Number.isFinite(Number(cell))) return Number(cell);
    throw new RangeError(\`\${place(i)}: expected a number, but got \${shown(cell)}.\`);
  });
  return filled.map(scale).map((number, i) => {
    if (!Number.isFinite(number)) throw new RangeError(\`\${place(i)}: \${filled[i]} has no finite value by \${by}.\`);
    return indicator ? [number, Number(isMissing(cells[i]))] : [number];
  });
}

function coded(cell, place, { categories, codes, unknown, missing }) {
  if (isMissing(cell)) {
    if (missing !== null) return missing;
    throw new RangeError(\`\${place}: the category is missing.\`);
  }
  if (!["string", "number", "boolean"].includes(typeof cell)) throw foreign(cell, place);
  const text = String(cell).trim();
  const code = codes[categories.findIndex((each) => each === text)] ?? unknown;
  if (code === null) throw new RangeError(\`\${place}: \${shown(text)} is none of its categories.${known}\`);
  return code;
}

function foreign(cell, place) {
  return new RangeError(\`\${place}: a cell is a number, a text, true, false or null, but got \${shown(cell)}.\`);
}

/** What outputs mean. */
function toAnswer(outputs) {
  let at = 0;
  const answers = TARGETS.map((target) => {
    const own = outputs.slice(at, at + target.size);
    at += target.size;
    return [target.name, target.back ? toNumber(target, own[0]) : toClass(target, own)];
  });
  return answers.length === 1 ? answers[0][1] : Object.fromEntries(answers);
}

function toNumber({ back, by }, output) {
  const number = back(output);
  if (!Number.isFinite(number)) throw new RangeError(\`\${output} has no finite value by the inverse of \${by}.\`);
  return number;
}

function toClass({ name, classes, toProbabilities }, outputs) {
  const values = toProbabilities ? toProbabilities(outputs) : outputs;
  const sum = values.length === 1 ? 1 : values.reduce((a, b) => a + b);
  const areProbabilities = values.every((value) => value >= 0 && value <= 1) && Math.abs(sum - 1) < 1e-3;
  if (!toProbabilities && !areProbabilities) {
    throw new RangeError(\`The outputs for \${name}, \${values.slice(0, 5).join(", ")}, are no probabilities.\`);
  }
  const probabilities = values.length === 1 ? [1 - values[0], values[0]] : values;
  let most = 0;
  for (let i = 1; i < classes.length; i++) {
    if (values.length === 1 ? probabilities[i] >= probabilities[most] : probabilities[i] > probabilities[most]) most = i;
  }
  return { label: classes[most], probabilities: Object.fromEntries(classes.map((each, i) => [String(each), probabilities[i]])) };
}`;
}
