import { readFileSync } from "node:fs";
import { DataError, OptionError, ShapeError, seededRandom } from "@nn/core";
import { fromOnnx, toOnnx } from "@nn/formats";
import { expect, test } from "vitest";
import { millisecondsOf, SECOND } from "../../fixtures/computing.js";
import { pipelines } from "./pipelines.js";
import { networkOf, stacks } from "./stacks.js";

/*
 * Files with bytes changed, cut and put together anew: each is a network or a sentence. `npm run fuzz:onnx` makes 100,000.
 */

const COUNT = Number(process.env.ONNX_MUTATIONS ?? 1500);

const files = [
  ...pipelines.map(({ network }) => toOnnx(network)),
  ...stacks.map((stack, i) => toOnnx(networkOf(stack, "float64", `${i}`).network)),
  ...["convolutional", "products", "recurrent", "residual"].map(
    (name) => new Uint8Array(readFileSync(new URL(`../../fixtures/onnx/${name}.onnx`, import.meta.url))),
  ),
];

test(`${COUNT} files with mutations are networks, or one sentence each`, () => {
  const random = seededRandom("mutations");
  const below = (n: number): number => Math.floor(random() * n);
  const prototype = JSON.stringify(Object.getOwnPropertyNames(Object.prototype));
  let [read, slowest] = [0, 0];
  for (let i = 0; i < COUNT; i++) {
    let bytes = files[below(files.length)]!.slice();
    for (let change = 0; change <= below(4); change++) {
      const at = below(bytes.length);
      const kind = below(5);
      if (kind === 0) bytes = bytes.slice(0, at);
      else if (kind === 1) bytes[at]! ^= 1 << below(8);
      else if (kind === 2) bytes[at] = [0, 1, 0x7f, 0x80, 0xff][below(5)]!;
      else if (kind === 3) bytes.copyWithin(at, below(bytes.length), below(bytes.length));
      else {
        const other = files[below(files.length)]!;
        const from = below(other.length);
        const part = other.slice(from, from + below(64));
        bytes = Uint8Array.from([...bytes.slice(0, at), ...part, ...bytes.slice(at)]);
      }
      if (bytes.length === 0) bytes = Uint8Array.of(10);
    }
    const time = millisecondsOf(() => {
      try {
        fromOnnx(bytes);
        read++;
      } catch (error) {
        const isOurs = [DataError, OptionError, ShapeError].some((kind) => error instanceof kind);
        if (!isOurs) throw new Error(`mutation ${i} throws ${String(error)}`, { cause: error });
        expect((error as Error).message).toMatch(/^[\s\S]{10,1500}[.?)]$/);
      }
    });
    slowest = Math.max(slowest, time);
  }
  expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype))).toBe(prototype);
  expect(slowest).toBeLessThan(SECOND);
  expect(read).toBeGreaterThan(COUNT / 50);
  expect(read).toBeLessThan(COUNT);
}, 1_800_000);
