import { fromOnnx } from "@nn/formats";
import { expect, test } from "vitest";

/* Files with what other programs, such as skl2onnx, write before a network and behind it. */

/** A field of a message: a text, or messages within it. */
const field = (number: number, ...parts: readonly (string | Uint8Array)[]): Uint8Array => {
  const bytes = parts.flatMap((part) => (typeof part === "string" ? [...new TextEncoder().encode(part)] : [...part]));
  expect(bytes.length).toBeLessThan(2 ** 14);
  return Uint8Array.of((number << 3) | 2, (bytes.length & 127) | 128, bytes.length >> 7, ...bytes);
};
const whole = (number: number, value: number): Uint8Array => Uint8Array.of(number << 3, value);

interface OtherNode {
  readonly operator: string;
  readonly domain?: string;
  readonly from: readonly string[];
  readonly to: string;
}

function file(nodes: readonly OtherNode[], inputs: readonly string[], outputs: readonly string[]): Uint8Array {
  const dims = field(2, field(1, field(2, "N")), field(1, whole(1, 2)));
  const value = (name: string): Uint8Array =>
    Uint8Array.of(...field(1, name), ...field(2, field(1, whole(1, 1), dims)));
  const graph = [
    ...nodes.map(({ operator, domain, from, to }) =>
      field(
        1,
        ...from.map((name) => field(1, name)),
        field(2, to),
        field(3, to),
        field(4, operator),
        ...(domain ? [field(7, domain)] : []),
      ),
    ),
    ...inputs.map((name) => field(11, value(name))),
    ...outputs.map((name) => field(12, value(name))),
  ];
  return field(7, ...graph);
}

const TABLES = "ai.onnx.ml";

test.each(["Scaler", "Imputer", "OneHotEncoder", "LabelEncoder", "FeatureVectorizer", "Normalizer", "ZipMap"])(
  "%s is refused by its name and its place, with what to do",
  (operator) => {
    const nodes = [
      { operator: "Identity", from: ["x"], to: "same" },
      { operator, domain: TABLES, from: ["same"], to: "made" },
      { operator: "Relu", from: ["made"], to: "y" },
    ];
    expect(() => fromOnnx(file(nodes, ["x"], ["y"]))).toThrow(
      `fromOnnx: node 1, "made" (${operator}): operators of "ai.onnx.ml" prepare rows or name answers, and aren't read. ` +
        "Write the model without them, and give the network a Pipeline of @nn/data that does the same.",
    );
  },
);

test("so it is where there are several inputs, and several outputs", () => {
  const nodes = [
    { operator: "Imputer", domain: TABLES, from: ["mass"], to: "filled" },
    { operator: "OneHotEncoder", domain: TABLES, from: ["island"], to: "coded" },
    { operator: "Concat", from: ["filled", "coded"], to: "all" },
  ];
  expect(() => fromOnnx(file(nodes, ["mass", "island"], ["all", "filled"]))).toThrow('node 0, "filled" (Imputer):');
});

test("an operator of another set, and one of the standard's own", () => {
  const one = (operator: string, domain?: string): Uint8Array =>
    file([{ operator, from: ["x"], to: "y", ...(domain && { domain }) }], ["x"], ["y"]);
  expect(() => fromOnnx(one("FusedMatMul", "com.microsoft"))).toThrowErrorMatchingInlineSnapshot(
    `[DataError: fromOnnx: node 0, "y" (FusedMatMul): operators of "com.microsoft" aren't known. Write the model in those of the standard.]`,
  );
  expect(() => fromOnnx(one("StringNormalizer"))).toThrowErrorMatchingInlineSnapshot(
    `[DataError: fromOnnx: node 0, "y" (StringNormalizer): there is no layer for this operator. Write the model without it.]`,
  );
});

test("several inputs of operators that are known", () => {
  const nodes = [{ operator: "Add", from: ["a", "b"], to: "y" }];
  expect(() => fromOnnx(file(nodes, ["a", "b"], ["y"]))).toThrowErrorMatchingInlineSnapshot(
    `[DataError: fromOnnx: the graph has 2 inputs, "a", "b"; a network has one. Write the model with a single input.]`,
  );
  expect(() => fromOnnx(file(nodes, ["a"], ["y", "a"]))).toThrowErrorMatchingInlineSnapshot(
    `[DataError: fromOnnx: the graph has 2 outputs, "y", "a"; a network has one. Write the model with a single output.]`,
  );
});
