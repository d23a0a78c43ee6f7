// Made by test/kernels/written-functions.mjs; not to be changed by hand.

/** A function or a constant of a module, and which others it uses. */
export interface Written {
  readonly source: string;
  readonly needs: readonly string[];
}

/** What packages/numerics computes with, as JavaScript. */
export const WRITTEN: Readonly<Record<string, Written>> = {
  ROUNDER: {
    needs: [],
    source:
      "/** 1.5·2^52: a number of that size has no digits after the point, so adding it rounds to whole numbers. */\nconst ROUNDER = 6755399441055744;",
  },
  POWERS_OF_TWO: {
    needs: [],
    source:
      "/** 2^k for k from -1022 to 1023, every power that is a normal number, at index k + 1022. */\nconst POWERS_OF_TWO = (() => {\n  const powers = new Float64Array(2046);\n  for (let k = 0, up = 1; k <= 1023; k++, up *= 2)\n    powers[1022 + k] = up;\n  for (let k = 1, down = 0.5; k <= 1022; k++, down /= 2)\n    powers[1022 - k] = down;\n  return powers;\n})();",
  },
  LN2_HIGH: {
    needs: [],
    source: "const LN2_HIGH = 0.6931471803691238;",
  },
  LN2_LOW: {
    needs: [],
    source: "const LN2_LOW = 1.9082149292705877e-10;",
  },
  curveOf: {
    needs: [],
    source:
      "/** e^r − 1 − high for r = high − low. */\nfunction curveOf(high, low) {\n  const r = high - low;\n  const r2 = r * r;\n  const r4 = r2 * r2;\n  const first = 1 / 2 + r * (1 / 6) + r2 * (1 / 24 + r * (1 / 120));\n  const second = 1 / 720 + r * (1 / 5040) + r2 * (1 / 40320 + r * (1 / 362880));\n  const third = 1 / 3628800 + r * (1 / 39916800) + r2 * (1 / 479001600 + r * (1 / 6227020800));\n  return r2 * (first + r4 * second + r4 * r4 * third) - low;\n}",
  },
  expOfRestMinusOne: {
    needs: ["LN2_HIGH", "LN2_LOW", "curveOf"],
    source:
      "/** e^r − 1 for r = x − k·ln 2. */\nfunction expOfRestMinusOne(x, k) {\n  const high = x - k * LN2_HIGH;\n  return high + curveOf(high, k * LN2_LOW);\n}",
  },
  exp: {
    needs: ["ROUNDER", "POWERS_OF_TWO", "expOfRestMinusOne"],
    source:
      "/** e^x, within 1 unit in the last place. */\nfunction exp(x) {\n  // Infinity and NaN are computed, here and below: a constant among the results makes V8 put every result on the heap.\n  if (x > 709.782712893384)\n    return x * Infinity;\n  if (x < -745.1332191019411)\n    return 0;\n  if (Number.isNaN(x))\n    return x;\n  const k = x * Math.LOG2E + ROUNDER - ROUNDER;\n  const y = 1 + expOfRestMinusOne(x, k);\n  if (k > 1023)\n    return y * 2 * POWERS_OF_TWO[k + 1021];\n  if (k >= -1022)\n    return y * POWERS_OF_TWO[k + 1022];\n  return y * POWERS_OF_TWO[k + 2022] * POWERS_OF_TWO[22];\n}",
  },
  bits: {
    needs: [],
    source: "const bits = new Float64Array(1);",
  },
  words: {
    needs: ["bits"],
    source: "const words = new Uint32Array(bits.buffer);",
  },
  HIGH_WORD: {
    needs: [],
    source: "const HIGH_WORD = new Uint8Array(new Uint16Array([1]).buffer)[0];",
  },
  logOfRest: {
    needs: ["LN2_HIGH", "LN2_LOW"],
    source:
      "/** k·ln 2 + ln(1 + f) + low */\nfunction logOfRest(f, k, low) {\n  const s = f / (2 + f);\n  const z = s * s;\n  const w = z * z;\n  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));\n  const odd = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));\n  const half = 0.5 * f * f;\n  return k * LN2_HIGH - (half - (s * (half + odd + even) + (k * LN2_LOW + low)) - f);\n}",
  },
  scaledLog: {
    needs: ["bits", "words", "HIGH_WORD", "logOfRest"],
    source:
      "/** ln(2^k · x) + low, for a normal x. */\nfunction scaledLog(x, k, low) {\n  bits[0] = x;\n  const high = words[HIGH_WORD];\n  const mantissa = high & 0xfffff;\n  // 0x95f64 carries into the exponent just where 1.mantissa passes √2.\n  const carry = (mantissa + 0x95f64) & 0x100000;\n  words[HIGH_WORD] = mantissa | (carry ^ 0x3ff00000);\n  return logOfRest(bits[0] - 1, k + (high >>> 20) - 1023 + (carry >>> 20), low);\n}",
  },
  log: {
    needs: ["scaledLog"],
    source:
      "/** The natural logarithm, within 1 unit in the last place. */\nfunction log(x) {\n  if (x === 0)\n    return -1 / Math.abs(x);\n  if (x < 0)\n    return (x - x) / 0;\n  if (!(x < Infinity))\n    return x;\n  // Numbers below the normal range have no leading bit to read the exponent from: 2^54 times as much has.\n  return x < 2.2250738585072014e-308 ? scaledLog(x * 18014398509481984, -54, 0) : scaledLog(x, 0, 0);\n}",
  },
  log1p: {
    needs: ["log", "scaledLog", "logOfRest"],
    source:
      "/** ln(1 + x) for x ≥ −1, within 1 unit in the last place, also where 1 + x rounds to 1. */\nfunction log1p(x) {\n  if (x > -0.2928 && x < 0.4142)\n    return x === 0 ? x : logOfRest(x, 0, 0);\n  const w = 1 + x;\n  if (!(w > 0 && w < Infinity))\n    return log(w);\n  return scaledLog(w, 0, (x > 1 ? 1 - (w - x) : x - (w - 1)) / w);\n}",
  },
  hyperbolicTangent: {
    needs: ["LN2_HIGH", "LN2_LOW", "ROUNDER", "POWERS_OF_TWO", "curveOf"],
    source:
      "/** The hyperbolic tangent, within 2 units in the last place: the largest error among a million points is 1.88. */\nfunction hyperbolicTangent(x) {\n  // From 20 on the result is 1 to the last digit.\n  const twice = 2 * Math.min(Math.abs(x), 20);\n  const y = twice < 0.34657359 ? -twice : twice;\n  const k = y * Math.LOG2E + ROUNDER - ROUNDER;\n  const power = POWERS_OF_TWO[k + 1022];\n  const high = y - k * LN2_HIGH;\n  // What is large is added up first: below 0, the 2^k·r and the 2^k − 1 take digits from each other.\n  const large = power * high + (power - 1);\n  const rest = power * curveOf(high, k * LN2_LOW);\n  const d = large + rest;\n  const q = d / (d + 2);\n  // What d lost by rounding comes back, times the derivative of q with respect to d.\n  const size = Math.abs(q + (rest - (d - large)) * ((1 - q) * (0.5 - 0.5 * q)));\n  if (x < 0)\n    return -size;\n  return x === 0 ? x : size;\n}",
  },
  power: {
    needs: [],
    source:
      "/** x to a whole power n ≥ 0, by repeated squaring. */\nfunction power(x, n) {\n  let result = 1;\n  for (let square = x, rest = n; rest > 0; rest = Math.floor(rest / 2), square *= square) {\n    if (rest % 2 === 1)\n      result *= square;\n  }\n  return result;\n}",
  },
  drawn: {
    needs: [],
    source:
      "/** Where the two words of a number are handed over, as a function could only return one. */\nconst drawn = new Int32Array(2);",
  },
  ROTATIONS: {
    needs: [],
    source:
      "/** By how many bits the words are rotated, round after round. */\nconst ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24];",
  },
  PARITY: {
    needs: [],
    source: "/** The parity constant of the key schedule. */\nconst PARITY = 0x1bd11bda;",
  },
  ROUNDS: {
    needs: [],
    source:
      "/** Rounds of the published function that passes the statistical tests with a margin. */\nconst ROUNDS = 20;",
  },
  threefry: {
    needs: ["ROTATIONS", "PARITY", "ROUNDS", "drawn"],
    source:
      "/** Threefry-2×32 with 20 rounds: two words of 32 bits, from a key and a counter of two words each. */\nfunction threefry(key0, key1, counter0, counter1) {\n  let k0 = key0 | 0;\n  let k1 = key1 | 0;\n  let k2 = PARITY ^ k0 ^ k1;\n  let x0 = (counter0 + k0) | 0;\n  let x1 = (counter1 + k1) | 0;\n  for (let round = 0; round < ROUNDS; round++) {\n    const bits = ROTATIONS[round & 7];\n    x0 = (x0 + x1) | 0;\n    x1 = ((x1 << bits) | (x1 >>> (32 - bits))) ^ x0;\n    if ((round & 3) !== 3)\n      continue;\n    const next = k0;\n    k0 = k1;\n    k1 = k2;\n    k2 = next;\n    x0 = (x0 + k0) | 0;\n    x1 = (x1 + k1 + (round + 1) / 4) | 0;\n  }\n  drawn[0] = x0;\n  drawn[1] = x1;\n  return drawn;\n}",
  },
  FURTHER: {
    needs: [],
    source:
      "/** What tells the counters of a double's last bits from those of its first ones. */\nconst FURTHER = 0x80000000;",
  },
  uniform: {
    needs: ["drawn", "threefry", "FURTHER"],
    source:
      "/** out[i] = a number of [0, 1). */\nfunction uniform(out, key, step, length) {\n  const isDouble = out.BYTES_PER_ELEMENT === 8;\n  // Whole numbers of 32 bits, which an engine hands over without an object.\n  const key0 = key[0] | 0;\n  const key1 = key[1] | 0;\n  const number = step[0] | 0;\n  for (let i = 0; i < length; i++) {\n    const counter = i >>> 1;\n    if (isDouble) {\n      threefry(key0, key1, number, counter);\n      const first = drawn[i & 1] >>> 0;\n      threefry(key0, key1, number, counter | FURTHER);\n      out[i] = (first * 2097152 + (drawn[i & 1] >>> 11)) / 9007199254740992;\n    }\n    else {\n      if ((i & 1) === 0)\n        threefry(key0, key1, number, counter);\n      out[i] = (drawn[i & 1] >>> 8) / 16777216;\n    }\n  }\n}",
  },
  fill: {
    needs: [],
    source:
      "/** out[0 .. */\nfunction fill(out, value, length) {\n  for (let i = 0; i < length; i++)\n    out[i] = value;\n}",
  },
  matmul: {
    needs: ["rounded"],
    source:
      "/** out[rows × columns] = a[rows × inner] · b[inner × columns] */\nfunction matmul(out, a, b, rows, inner, columns) {\n  for (let r = 0; r < rows; r++) {\n    for (let c = 0; c < columns; c++)\n      out[r * columns + c] = 0;\n    for (let i = 0; i < inner; i++) {\n      const factor = a[r * inner + i];\n      for (let c = 0; c < columns; c++)\n        out[r * columns + c] += rounded(factor * b[i * columns + c]);\n    }\n  }\n}",
  },
  matmulTransposed: {
    needs: ["rounded"],
    source:
      "/** out[rows × columns] = a[rows × inner] · bᵀ, with b[columns × inner] */\nfunction matmulTransposed(out, a, b, rows, inner, columns) {\n  for (let r = 0; r < rows; r++) {\n    for (let c = 0; c < columns; c++) {\n      out[r * columns + c] = 0;\n      for (let i = 0; i < inner; i++)\n        out[r * columns + c] += rounded(a[r * inner + i] * b[c * inner + i]);\n    }\n  }\n}",
  },
  addOuter: {
    needs: ["rounded"],
    source:
      "/** out[rows × columns] += aᵀ · b, with a[inner × rows] and b[inner × columns]: the sum of the outer products of their rows */\nfunction addOuter(out, a, b, rows, inner, columns) {\n  for (let i = 0; i < inner; i++) {\n    for (let r = 0; r < rows; r++) {\n      const factor = a[i * rows + r];\n      for (let c = 0; c < columns; c++)\n        out[r * columns + c] += rounded(factor * b[i * columns + c]);\n    }\n  }\n}",
  },
  addRow: {
    needs: [],
    source:
      "/** out[r, c] += row[c], for each of the rows */\nfunction addRow(out, row, rows, columns) {\n  for (let r = 0; r < rows; r++) {\n    for (let c = 0; c < columns; c++)\n      out[r * columns + c] += row[c];\n  }\n}",
  },
  addColumnSums: {
    needs: [],
    source:
      "/** out[c] += Σ over r of a[r, c] */\nfunction addColumnSums(out, a, rows, columns) {\n  for (let r = 0; r < rows; r++) {\n    for (let c = 0; c < columns; c++)\n      out[c] += a[r * columns + c];\n  }\n}",
  },
};
