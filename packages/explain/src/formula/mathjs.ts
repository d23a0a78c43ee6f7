import {
  absDependencies,
  addDependencies,
  atanDependencies,
  cosDependencies,
  coshDependencies,
  create,
  derivativeDependencies,
  divideDependencies,
  expDependencies,
  floorDependencies,
  log1pDependencies,
  log10Dependencies,
  logDependencies,
  type MathJsInstance,
  maxDependencies,
  minDependencies,
  multiplyDependencies,
  parseDependencies,
  powDependencies,
  signDependencies,
  simplifyDependencies,
  sinDependencies,
  sinhDependencies,
  sqrtDependencies,
  subtractDependencies,
  tanhDependencies,
  unaryMinusDependencies,
  unaryPlusDependencies,
} from "mathjs/number";

/** What simplifying folds where its operands are numbers: all that formulas hold of mathjs's functions. */
const FOLDED = [
  addDependencies,
  subtractDependencies,
  multiplyDependencies,
  divideDependencies,
  powDependencies,
  unaryMinusDependencies,
  unaryPlusDependencies,
  expDependencies,
  logDependencies,
  log10Dependencies,
  log1pDependencies,
  sqrtDependencies,
  absDependencies,
  sinDependencies,
  cosDependencies,
  atanDependencies,
  tanhDependencies,
  sinhDependencies,
  coshDependencies,
  maxDependencies,
  minDependencies,
  floorDependencies,
  signDependencies,
];

/**
 * mathjs for plain numbers, with what is used of it, for a page that has to carry it along. It parses, differentiates and
 * simplifies here; it evaluates nothing that came as text.
 */
export const mathjs: MathJsInstance = /* @__PURE__ */ create(
  /* @__PURE__ */ Object.assign({}, parseDependencies, derivativeDependencies, simplifyDependencies, ...FOLDED),
);
