import type { Sequential } from "@nn/core";
import { Registry, sizeOf } from "@nn/core/component";
import { type Pipeline, pipelineKinds } from "@nn/data";
import { fromOnnx, toOnnx } from "@nn/formats";
import { describe, expect, test } from "vitest";
import { asFloat32, pipelines } from "./pipelines.js";

const written = (network: Sequential): unknown => new Registry(pipelineKinds).describe(network.pipeline as Pipeline);

describe("a network with a pipeline is read with the same one", () => {
  test.each(pipelines)("$name", ({ network, rows, refused, tooLarge }) => {
    const read = fromOnnx(toOnnx(network, { dtype: "float64" }));
    expect(written(read)).toEqual(written(network));
    expect(read.stack.outputShape).toEqual(network.stack.outputShape);
    expect(read.predict(rows as never)).toEqual(network.predict(rows as never));
    const narrow = fromOnnx(toOnnx(network));
    expect(narrow.predict(rows as never)).toEqual(asFloat32(network).predict(rows as never));
    for (const row of [...refused, ...tooLarge]) expect(() => narrow.predict(row as never)).toThrow();
  });

  test("and without it as numbers", () => {
    for (const { network } of pipelines) {
      const read = fromOnnx(toOnnx(network, { dtype: "float64", pipeline: false }));
      expect(read.pipeline).toBeUndefined();
      const x = new Float64Array(sizeOf(network.stack.inputShape)).fill(1);
      expect(read.predict(x)).toEqual(network.predict(x));
    }
  });
});

describe("a file whose nodes aren't those of the pipeline that it says is refused", () => {
  const { network } = pipelines[1]!;

  /** What is said of a file in which a text is another one of the same length. */
  function said(from: string | RegExp, to: string): string {
    const text = String.fromCharCode(...toOnnx(network));
    expect(text).toMatch(from);
    const other = Uint8Array.from(text.replace(from, to), (letter) => letter.charCodeAt(0));
    try {
      fromOnnx(other);
    } catch (error) {
      return (error as Error).message;
    }
    return "nothing";
  }

  test("an operator, a number, a name, and what it says itself", () => {
    expect(said('"\x05Where', '"\x05Wh3re')).toMatchInlineSnapshot(
      `"fromOnnx: it says under "@nn/formats" what its pipeline is, but its nodes do something else: node 1, "columns/mass/Where" (Wh3re) isn't one of its own."`,
    );
    expect(said(/.(?=.\*.B.columns\/mass\.offset)/s, "7")).toMatchInlineSnapshot(
      `"fromOnnx: it says under "@nn/formats" what its pipeline is, but its nodes do something else: the numbers "float64_4356.25" aren't its own."`,
    );
    expect(said('"\x04Gemm', '"\x04Gemx')).toMatchInlineSnapshot(
      `"fromOnnx: node 20, "0/Gemm" (Gemx): there is no layer for this operator. Write the model without it."`,
    );
    expect(said("bill\x12\x16", "beak\x12\x16")).toMatchInlineSnapshot(
      `"fromOnnx: it says under "@nn/formats" what its pipeline is, but its nodes do something else: it has another input."`,
    );
    expect(said(/network\/outputs/g, "network/0utputs")).toMatchInlineSnapshot(
      `"fromOnnx: it says under "@nn/formats" what its pipeline is, but its nodes do something else: no node gives "network/outputs"."`,
    );
    expect(said('"missing":44', '"missing":45')).toMatchInlineSnapshot(
      `"fromOnnx: it says under "@nn/formats" what its pipeline is, but its nodes do something else: node 7, "columns/bill/Where" (Where) isn't one of its own."`,
    );
    expect(said('"kind":"Pipeline"', '"kind":"Pipel1ne"')).toMatchInlineSnapshot(
      `"The ONNX file's pipeline is of the kind "Pipel1ne", which isn't one of @nn. Did you mean "Pipeline"? One of your own is given as fromOnnx(file, { kinds: [Pipel1ne] })."`,
    );
    expect(said('"dtype":"float32"', '"dtype":"float64"')).toMatchInlineSnapshot(
      `"fromOnnx: node 19, "network/inputs" (Identity): it takes "columns/Where", which none before it gives."`,
    );
    expect(said('"dtype":"float32"', '"dtype":"float16"')).toMatchInlineSnapshot(
      `"The ONNX file's pipeline is for numbers of the format "float16", which isn't known."`,
    );
    expect(said('"inputShape":[3]', '"inputShape":[4]')).toMatchInlineSnapshot(
      `"The ONNX file's pipeline gives 3 numbers, which aren't of the shape 4."`,
    );
    expect(said('{"pipeline"', '["pipeline"')).toMatch(/^The ONNX file's pipeline is no JSON \(/);
  });
});
