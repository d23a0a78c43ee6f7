import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { run } from "../child.js";

const require = createRequire(import.meta.url);
const fixtures = join(import.meta.dirname, "fixtures");

/** What a compiler says of the fixtures, an array of its lines. How deep in a type a misfit lies, compilers tell in other words. */
async function compile(compiler: string): Promise<string[]> {
  const tsc = join(dirname(require.resolve(`${compiler}/package.json`)), "bin", "tsc");
  const compiling = run(process.execPath, [tsc, "-p", fixtures, "--pretty", "false"], { cwd: fixtures });
  const { stdout } = await compiling.catch((error: { stdout: string }) => error);
  return stdout
    .trim()
    .split("\n")
    .filter((line) => !line.startsWith("    "));
}

describe.each(["typescript", "typescript-7"])("%s", (compiler) => {
  test("literal sizes that don't fit are an error that reads as a sentence, also 110 layers deep", async () => {
    expect(await compile(compiler)).toMatchInlineSnapshot(`
      [
        "branches.ts(37,64): error TS2322: Type 'Dense<4, 1>' is not assignable to type 'Dense<4, 1> & "layer 1 takes 4 inputs, but layer 0 gives 3"'.",
        "  Type 'Dense<4, 1>' is not assignable to type '"layer 1 takes 4 inputs, but layer 0 gives 3"'.",
        "branches.ts(38,34): error TS2375: Type 'Multiply<readonly [readonly [Dense<3, 3>], readonly [Activate]]>' is not assignable to type 'Multiply<readonly [readonly [Dense<3, 3>], readonly [Activate]]> & "layer 1 takes 3 along the last axis of its input, but layer 0 gives 4"' with 'exactOptionalPropertyTypes: true'. Consider adding 'undefined' to the types of the target's properties.",
        "  Type 'Multiply<readonly [readonly [Dense<3, 3>], readonly [Activate]]>' is not assignable to type '"layer 1 takes 3 along the last axis of its input, but layer 0 gives 4"'.",
        "branches.ts(39,81): error TS2322: Type 'Dense<18, 1>' is not assignable to type 'Dense<18, 1> & "layer 1 takes 18 inputs, but layer 0 gives 19"'.",
        "  Type 'Dense<18, 1>' is not assignable to type '"layer 1 takes 18 inputs, but layer 0 gives 19"'.",
        "branches.ts(40,52): error TS2322: Type 'Conv2D<407, 1>' is not assignable to type 'Conv2D<407, 1> & "layer 1 takes 407 along the last axis of its input, but layer 0 gives 408"'.",
        "  Type 'Conv2D<407, 1>' is not assignable to type '"layer 1 takes 407 along the last axis of its input, but layer 0 gives 408"'.",
        "branches.ts(41,53): error TS2322: Type 'Dense<16, 1>' is not assignable to type 'Dense<16, 1> & "layer 1 takes 16 inputs, but layer 0 gives 32"'.",
        "  Type 'Dense<16, 1>' is not assignable to type '"layer 1 takes 16 inputs, but layer 0 gives 32"'.",
        "branches.ts(42,71): error TS2322: Type 'Dense<32, 1>' is not assignable to type 'Dense<32, 1> & "layer 1 takes 32 inputs, but layer 0 gives 16"'.",
        "  Type 'Dense<32, 1>' is not assignable to type '"layer 1 takes 32 inputs, but layer 0 gives 16"'.",
        "branches.ts(43,53): error TS2322: Type 'LSTM<32, 1, false>' is not assignable to type 'LSTM<32, 1, false> & "layer 1 takes 2 axes, but layer 0 gives 1 axis"'.",
        "  Type 'LSTM<32, 1, false>' is not assignable to type '"layer 1 takes 2 axes, but layer 0 gives 1 axis"'.",
        "branches.ts(44,9): error TS2345: Argument of type '[[Dense<2, 3>], [Dense<2, 4>]]' is not assignable to parameter of type 'readonly [readonly [Dense<2, 3>], readonly [Dense<2, 4>]] & NoInfer<readonly [readonly [Dense<2, 3>], readonly [Dense<2, 4>] & "branch 1 gives 4 along the last axis, but another one gives 3 along the last axis"]>'.",
        "  Type '[[Dense<2, 3>], [Dense<2, 4>]]' is not assignable to type 'readonly [readonly [Dense<2, 3>], readonly [Dense<2, 4>] & "branch 1 gives 4 along the last axis, but another one gives 3 along the last axis"]'.",
        "branches.ts(45,14): error TS2345: Argument of type '[[Dense<2, 3>], [Dense<4, 3>]]' is not assignable to parameter of type 'readonly [readonly [Dense<2, 3>], readonly [Dense<4, 3>]] & NoInfer<readonly [readonly [Dense<2, 3>], readonly [Dense<4, 3>] & "branch 1 takes 4 along the last axis, but another one takes 2 along the last axis"]>'.",
        "  Type '[[Dense<2, 3>], [Dense<4, 3>]]' is not assignable to type 'readonly [readonly [Dense<2, 3>], readonly [Dense<4, 3>] & "branch 1 takes 4 along the last axis, but another one takes 2 along the last axis"]'.",
        "branches.ts(46,9): error TS2345: Argument of type '[[Dense<2, 3>, Dense<4, 3>], [Dense<2, 3>]]' is not assignable to parameter of type 'readonly [readonly [Dense<2, 3>, Dense<4, 3>], readonly [Dense<2, 3>]] & NoInfer<readonly [readonly [Dense<2, 3>, "layer 1 takes 4 inputs, but layer 0 gives 3"], readonly [Dense<2, 3>]]>'.",
        "  Type '[[Dense<2, 3>, Dense<4, 3>], [Dense<2, 3>]]' is not assignable to type 'readonly [readonly [Dense<2, 3>, "layer 1 takes 4 inputs, but layer 0 gives 3"], readonly [Dense<2, 3>]]'.",
        "branches.ts(47,17): error TS2345: Argument of type '[[Conv2D<3, 8>], [Conv2D<3, 400>, Flatten]]' is not assignable to parameter of type 'readonly [readonly [Conv2D<3, 8>], readonly [Conv2D<3, 400>, Flatten]] & NoInfer<readonly [readonly [Conv2D<3, 8>], readonly [Conv2D<3, 400>, Flatten] & "branch 1 gives 1 axis, but another one gives 3 axes"]>'.",
        "  Type '[[Conv2D<3, 8>], [Conv2D<3, 400>, Flatten]]' is not assignable to type 'readonly [readonly [Conv2D<3, 8>], readonly [Conv2D<3, 400>, Flatten] & "branch 1 gives 1 axis, but another one gives 3 axes"]'.",
        "deep.ts(240,3): error TS2322: Type 'Dense<9, 7>' is not assignable to type 'Dense<9, 7> & "layer 110 takes 9 inputs, but layer 109 gives 6"'.",
        "  Type 'Dense<9, 7>' is not assignable to type '"layer 110 takes 9 inputs, but layer 109 gives 6"'.",
        "more-layers.ts(40,97): error TS2322: Type 'Dense<4, 1>' is not assignable to type 'Dense<4, 1> & "layer 4 takes 4 inputs, but layer 3 gives 3"'.",
        "  Type 'Dense<4, 1>' is not assignable to type '"layer 4 takes 4 inputs, but layer 3 gives 3"'.",
        "more-layers.ts(41,81): error TS2322: Type 'Dense<4, 1>' is not assignable to type 'Dense<4, 1> & "layer 3 takes 4 inputs, but layer 2 gives 3"'.",
        "  Type 'Dense<4, 1>' is not assignable to type '"layer 3 takes 4 inputs, but layer 2 gives 3"'.",
        "more-layers.ts(42,49): error TS2322: Type 'Conv2D<1, 8>' is not assignable to type 'Conv2D<1, 8> & "layer 2 takes 1 along the last axis of its input, but layer 1 gives 16"'.",
        "  Type 'Conv2D<1, 8>' is not assignable to type '"layer 2 takes 1 along the last axis of its input, but layer 1 gives 16"'.",
        "more-layers.ts(43,52): error TS2322: Type 'Conv2D<8, 16>' is not assignable to type 'Conv2D<8, 16> & "layer 2 takes 3 axes, but layer 1 gives 1 axis"'.",
        "  Type 'Conv2D<8, 16>' is not assignable to type '"layer 2 takes 3 axes, but layer 1 gives 1 axis"'.",
        "more-layers.ts(44,48): error TS2322: Type 'AveragePooling2D' is not assignable to type 'AveragePooling2D & "layer 2 takes 3 axes, but layer 1 gives 1 axis"'.",
        "  Type 'AveragePooling2D' is not assignable to type '"layer 2 takes 3 axes, but layer 1 gives 1 axis"'.",
        "more-layers.ts(45,34): error TS2322: Type 'ZeroPadding2D' is not assignable to type 'ZeroPadding2D & "layer 1 takes 3 axes, but layer 0 gives 1 axis"'.",
        "  Type 'ZeroPadding2D' is not assignable to type '"layer 1 takes 3 axes, but layer 0 gives 1 axis"'.",
        "more-layers.ts(46,34): error TS2322: Type 'Cropping2D' is not assignable to type 'Cropping2D & "layer 1 takes 3 axes, but layer 0 gives 1 axis"'.",
        "  Type 'Cropping2D' is not assignable to type '"layer 1 takes 3 axes, but layer 0 gives 1 axis"'.",
        "more-layers.ts(47,34): error TS2322: Type 'UpSampling2D' is not assignable to type 'UpSampling2D & "layer 1 takes 3 axes, but layer 0 gives 1 axis"'.",
        "  Type 'UpSampling2D' is not assignable to type '"layer 1 takes 3 axes, but layer 0 gives 1 axis"'.",
        "more-layers.ts(48,55): error TS2322: Type 'Dense<3, 1>' is not assignable to type 'Dense<3, 1> & "layer 2 takes 3 along the last axis of its input, but layer 1 gives 2: put a Flatten between them"'.",
        "  Type 'Dense<3, 1>' is not assignable to type '"layer 2 takes 3 along the last axis of its input, but layer 1 gives 2: put a Flatten between them"'.",
        "more-layers.ts(49,56): error TS2322: Type 'ZeroPadding2D' is not assignable to type 'ZeroPadding2D & "layer 2 takes 3 axes, but layer 1 gives 2 axes"'.",
        "  Type 'ZeroPadding2D' is not assignable to type '"layer 2 takes 3 axes, but layer 1 gives 2 axes"'.",
        "more-layers.ts(50,52): error TS2322: Type 'MaxPooling1D' is not assignable to type 'MaxPooling1D & "layer 2 takes 2 axes, but layer 1 gives 1 axis"'.",
        "  Type 'MaxPooling1D' is not assignable to type '"layer 2 takes 2 axes, but layer 1 gives 1 axis"'.",
        "more-layers.ts(51,43): error TS2322: Type 'AveragePooling1D' is not assignable to type 'AveragePooling1D & "layer 1 takes 2 axes, but layer 0 gives 1 axis"'.",
        "  Type 'AveragePooling1D' is not assignable to type '"layer 1 takes 2 axes, but layer 0 gives 1 axis"'.",
        "more-layers.ts(52,54): error TS2322: Type 'Conv1D<3, 1>' is not assignable to type 'Conv1D<3, 1> & "layer 1 takes 3 along the last axis of its input, but layer 0 gives 4"'.",
        "  Type 'Conv1D<3, 1>' is not assignable to type '"layer 1 takes 3 along the last axis of its input, but layer 0 gives 4"'.",
        "more-layers.ts(54,34): error TS2322: Type 'Conv1D<3, 1>' is not assignable to type 'Conv1D<3, 1> & "layer 1 takes 2 axes, but layer 0 gives 1 axis"'.",
        "  Type 'Conv1D<3, 1>' is not assignable to type '"layer 1 takes 2 axes, but layer 0 gives 1 axis"'.",
        "stacks.ts(46,16): error TS2345: Argument of type 'readonly [Dense<2, 3>, Dense<2, 1>]' is not assignable to parameter of type 'readonly [Dense<2, 3>, Dense<2, 1>] & NoInfer<readonly [Dense<2, 3>, "layer 1 takes 2 inputs, but layer 0 gives 3"]>'.",
        "  Type 'readonly [Dense<2, 3>, Dense<2, 1>]' is not assignable to type 'readonly [Dense<2, 3>, "layer 1 takes 2 inputs, but layer 0 gives 3"]'.",
        "stacks.ts(47,34): error TS2322: Type 'Dense<2, 1>' is not assignable to type 'Dense<2, 1> & "layer 1 takes 2 inputs, but layer 0 gives 3"'.",
        "  Type 'Dense<2, 1>' is not assignable to type '"layer 1 takes 2 inputs, but layer 0 gives 3"'.",
        "stacks.ts(48,54): error TS2322: Type 'Dense<4, 1>' is not assignable to type 'Dense<4, 1> & "layer 2 takes 4 inputs, but layer 1 gives 3"'.",
        "  Type 'Dense<4, 1>' is not assignable to type '"layer 2 takes 4 inputs, but layer 1 gives 3"'.",
        "stacks.ts(49,51): error TS2322: Type 'Dense<1, 5>' is not assignable to type 'Dense<1, 5> & "layer 2 takes 1 input, but layer 1 gives 5"'.",
        "  Type 'Dense<1, 5>' is not assignable to type '"layer 2 takes 1 input, but layer 1 gives 5"'.",
        "stacks.ts(50,42): error TS2322: Type 'Conv2D<1, 8>' is not assignable to type 'Conv2D<1, 8> & "layer 2 takes 1 along the last axis of its input, but layer 1 gives 16"'.",
        "  Type 'Conv2D<1, 8>' is not assignable to type '"layer 2 takes 1 along the last axis of its input, but layer 1 gives 16"'.",
        "stacks.ts(51,42): error TS2322: Type 'Dense<9, 1>' is not assignable to type 'Dense<9, 1> & "layer 2 takes 9 along the last axis of its input, but layer 1 gives 8: put a Flatten between them"'.",
        "  Type 'Dense<9, 1>' is not assignable to type '"layer 2 takes 9 along the last axis of its input, but layer 1 gives 8: put a Flatten between them"'.",
        "stacks.ts(52,34): error TS2322: Type 'MaxPooling2D' is not assignable to type 'MaxPooling2D & "layer 1 takes 3 axes, but layer 0 gives 1 axis"'.",
        "  Type 'MaxPooling2D' is not assignable to type '"layer 1 takes 3 axes, but layer 0 gives 1 axis"'.",
        "stacks.ts(53,33): error TS2322: Type 'LSTM<3, 4, false>' is not assignable to type 'LSTM<3, 4, false> & "layer 1 takes 2 axes, but layer 0 gives 1 axis: write { returnSequences: true }"'.",
        "  Type 'LSTM<3, 4, false>' is not assignable to type '"layer 1 takes 2 axes, but layer 0 gives 1 axis: write { returnSequences: true }"'.",
        "stacks.ts(54,51): error TS2322: Type 'LSTM<3, 4, false>' is not assignable to type 'LSTM<3, 4, false> & "layer 2 takes 2 axes, but layer 1 gives 1 axis: write { returnSequences: true }"'.",
        "  Type 'LSTM<3, 4, false>' is not assignable to type '"layer 2 takes 2 axes, but layer 1 gives 1 axis: write { returnSequences: true }"'.",
        "stacks.ts(55,27): error TS2322: Type 'Dense<4, 1>' is not assignable to type 'Dense<4, 1> & "layer 1 takes 4 along the last axis of its input, but layer 0 gives 3: leave out returnSequences, or put a Flatten between them"'.",
        "  Type 'Dense<4, 1>' is not assignable to type '"layer 1 takes 4 along the last axis of its input, but layer 0 gives 3: leave out returnSequences, or put a Flatten between them"'.",
        "stacks.ts(56,44): error TS2322: Type 'LSTM<4, 3, false>' is not assignable to type 'LSTM<4, 3, false> & "layer 2 takes 4 along the last axis of its input, but layer 1 gives 5"'.",
        "  Type 'LSTM<4, 3, false>' is not assignable to type '"layer 2 takes 4 along the last axis of its input, but layer 1 gives 5"'.",
        "stacks.ts(57,34): error TS2322: Type 'LSTM<4, 3, false>' is not assignable to type 'LSTM<4, 3, false> & "layer 1 takes 4 along the last axis of its input, but layer 0 gives 5"'.",
        "  Type 'LSTM<4, 3, false>' is not assignable to type '"layer 1 takes 4 along the last axis of its input, but layer 0 gives 5"'.",
        "stacks.ts(58,34): error TS2322: Type 'LSTM<5, 3, false>' is not assignable to type 'LSTM<5, 3, false> & "layer 1 takes 2 axes, but layer 0 gives 1 axis"'.",
        "  Type 'LSTM<5, 3, false>' is not assignable to type '"layer 1 takes 2 axes, but layer 0 gives 1 axis"'.",
        "stacks.ts(59,50): error TS2322: Type 'LSTM<5, 3, false>' is not assignable to type 'LSTM<5, 3, false> & "layer 2 takes 2 axes, but layer 1 gives 1 axis"'.",
        "  Type 'LSTM<5, 3, false>' is not assignable to type '"layer 2 takes 2 axes, but layer 1 gives 1 axis"'.",
        "stacks.ts(60,27): error TS2322: Type 'LSTM<2, 3, false>' is not assignable to type 'LSTM<2, 3, false> & "layer 1 takes 2 along the last axis of its input, but layer 0 gives 3"'.",
        "  Type 'LSTM<2, 3, false>' is not assignable to type '"layer 1 takes 2 along the last axis of its input, but layer 0 gives 3"'.",
        "stacks.ts(61,23): error TS2322: Type 'Dense<3, 1>' is not assignable to type 'Dense<3, 1> & "layer 1 takes 3 inputs, but layer 0 gives 4"'.",
        "  Type 'Dense<3, 1>' is not assignable to type '"layer 1 takes 3 inputs, but layer 0 gives 4"'.",
        "stacks.ts(62,23): error TS2322: Type 'MaxPooling2D' is not assignable to type 'MaxPooling2D & "layer 1 takes 3 axes, but layer 0 gives 1 axis"'.",
        "  Type 'MaxPooling2D' is not assignable to type '"layer 1 takes 3 axes, but layer 0 gives 1 axis"'.",
        "stacks.ts(63,27): error TS2322: Type 'MaxPooling2D' is not assignable to type 'MaxPooling2D & "layer 1 takes 3 axes, but layer 0 gives 2 axes"'.",
        "  Type 'MaxPooling2D' is not assignable to type '"layer 1 takes 3 axes, but layer 0 gives 2 axes"'.",
        "stacks.ts(64,27): error TS2322: Type 'MaxPooling2D' is not assignable to type 'MaxPooling2D & "layer 1 takes 3 axes, but layer 0 gives 1 axis or more"'.",
        "  Type 'MaxPooling2D' is not assignable to type '"layer 1 takes 3 axes, but layer 0 gives 1 axis or more"'.",
        "stacks.ts(65,22): error TS2322: Type 'LSTM<8, 4, false>' is not assignable to type 'LSTM<8, 4, false> & "layer 1 takes 2 axes, but layer 0 gives 3 axes"'.",
        "  Type 'LSTM<8, 4, false>' is not assignable to type '"layer 1 takes 2 axes, but layer 0 gives 3 axes"'.",
        "stacks.ts(66,39): error TS2322: Type 'Dense<4, 1>' is not assignable to type 'Dense<4, 1> & "layer 2 takes 4 along the last axis of its input, but layer 1 gives 3: put a Flatten between them"'.",
        "  Type 'Dense<4, 1>' is not assignable to type '"layer 2 takes 4 along the last axis of its input, but layer 1 gives 3: put a Flatten between them"'.",
      ]
    `);
  });
});
