import { BLANK, sentence } from "../render/document.js";
import type { WorksheetLevel } from "../worksheet/level.js";
import type { WorksheetWords } from "./worksheet.js";

const digitsOf = (digits: number): string => `${digits} significant ${digits === 1 ? "digit" : "digits"}`;

const TASKS: Readonly<Record<WorksheetLevel, string>> = {
  numbers: "Fill in the blanks.",
  factors: "Fill in the blanks: of each derivative, the formula and then the number.",
  path: "Fill in the blanks: find the path from the parameter to the loss, the derivatives along it, their formulas and their numbers.",
  error: "One line is wrong, and those after it follow from it. Find it, and what it should give.",
};

/** What worksheets say in English. */
export const worksheet: WorksheetWords = {
  exercise: (seed) => [`Worked exercise: a gradient, sheet ${seed}`],
  answers: (seed) => [`Worked exercise: a gradient, the answers to sheet ${seed}`],
  nameAndDate: (name) => sentence`Name: ${name === null ? BLANK : [name]}\u2003\u2003Date: ${BLANK}`,
  nameAlone: (name) => [`Name: ${name}`],
  task: (level, digits) => {
    const rounding = ` Round each result to ${digitsOf(digits ?? 0)}. Compute a sum in one go, without rounding its terms.`;
    return [`${TASKS[level]}${digits === null ? "" : rounding}`];
  },
  path: ["The path:"],
  mistakeHere: sentence`The wrong line gives: ${BLANK}\u2003\u2003It should give: ${BLANK}`,
  mistake: (line, wrong) => sentence`On the sheet, the line of ${line} is wrong: it gives ${wrong}.`,
  open: "This sheet in the workshop page",
  sheets: "Gradients by hand",
  key: "Key to the sheets",
  codes: [
    "The page gives each student a code: up to which line all numbers are right. It proves nothing more: it " +
      "doesn’t say who did the work, and anyone who can read the page’s program can make any code.",
  ],
  keyHeader: [["line"], ["result"], ["stopped here"]],
  all: "all right",
  changeToRound: (change, parameter, digits) =>
    sentence`Round the change ${change ?? ["of ", parameter]} to ${[digitsOf(digits)]}; don't round the new ${parameter} again: keep all its decimals.`,
  tolerance: (digits) => [
    `Tolerance: ±\u00a01 in the last digit.${digits < 2 ? "" : ` Zeros at the end are written: 0.9${"0".repeat(digits - 1)}, not 0.9.`}`,
  ],
};
