import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readFixture, readJson } from "../../fixtures/readers/read.js";

type Json = Record<string, unknown>;

/** A copy of JSON with another value, or none, at a place: `"layers/0/kind"`. */
function changed(json: object, place: string, value?: unknown): object {
  const copy = structuredClone(json) as Json;
  const names = place.split("/");
  const last = names.pop()!;
  let at = copy;
  for (const name of names) at = at[name] as Json;
  if (value === undefined && Array.isArray(at)) at.splice(Number(last), 1);
  else if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
}

/** What a network's file holds in the wrong place, and what there. */
const IN_NETWORKS: readonly (readonly [place: string, value?: unknown])[] = [
  ["version"],
  ["version", 2],
  ["dtype", "x"],
  ["seed", null],
  ["inputShape", "x"],
  ["inputShape", []],
  ["inputShape/0", 0],
  ["layers", "x"],
  ["layers", []],
  ["layers/0", ["x"]],
  ["layers/0/kind"],
  ["layers/0/kind", "x"],
  ["layers/0/kind", 3],
  ["layers/0/settings", "x"],
  ["layers/0/settings/activation", 3],
  ["pipeline/settings/inputs/0"],
  ["pipeline/extra", 1],
  ["extra", 1],
  ["parameters", "x"],
  ["parameters/9.weight", []],
  ["parameters/0.weight", [1]],
];

/** The network files of {@link IN_NETWORKS}, one that isn't JSON in UTF-8, and safetensors that are cut. @returns Their names. */
export async function wrongNetworks(folder: string): Promise<readonly string[]> {
  const text = await readFile(join(folder, "network.json"), "utf8");
  const network = JSON.parse(text) as Json;
  const weights = await readFile(join(folder, "network.safetensors"));
  const header = weights.readUInt32LE(0);
  const longer = Buffer.concat([weights, Buffer.from([1, 2, 3])]);
  const renamed = Buffer.from(weights.toString("latin1").replace("__metadata__", "__metadat4__"), "latin1");
  const files: Readonly<Record<string, string | Uint8Array>> = {
    ...Object.fromEntries(
      IN_NETWORKS.map(([place, value], i) => [`wrong-${i}.json`, JSON.stringify(changed(network, place, value))]),
    ),
    "twice.json": text.replace("{", '{ "format": "@nn/network",'),
    "bytes.json": new Uint8Array([0xff, 0xfe, 0xc8]),
    "text.json": "hello",
    "other.json": "{}",
    "weights-alone.safetensors": new Uint8Array([2, 0, 0, 0, 0, 0, 0, 0, ...Buffer.from("{}")]),
    "half-a-header.safetensors": weights.subarray(0, header),
    "cut.safetensors": weights.subarray(0, weights.length - 8),
    "longer.safetensors": longer,
    "renamed.safetensors": renamed,
    "no-json.safetensors": Buffer.concat([weights.subarray(0, 9), Buffer.from("x"), weights.subarray(10)]),
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return Object.keys(files);
}

/** What a checkpoint has in the wrong place, and what there. */
const IN_CHECKPOINTS: readonly (readonly [place: string, value?: unknown])[] = [
  ["layers/1/settings/rate", 0],
  ["seed", -1],
  ["fit", {}],
  ["fit/trainer", {}],
  ["fit/trainer/optimizer"],
  ["fit/trainer/parameters", {}],
  ["fit/trainer/parameters/0.weight", "x"],
  ["pipeline"],
  ["pipeline/settings/inputs/0/code/settings/codes/0/1", 1.5],
];

/** Copies of a run, each with another checkpoint. @returns What is said to go on with them. */
export async function wrongRuns(folder: string): Promise<readonly string[]> {
  const checkpoint = JSON.parse(await readFile(join(folder, "run/checkpoint.json"), "utf8")) as Json;
  for (const [i, [place, value]] of IN_CHECKPOINTS.entries()) {
    await cp(join(folder, "run"), join(folder, `run-${i}`), { recursive: true });
    await writeFile(join(folder, `run-${i}/checkpoint.json`), JSON.stringify(changed(checkpoint, place, value)));
  }
  return IN_CHECKPOINTS.map((_, i) => `train --resume run-${i} --epochs 2`);
}

/** Files of other libraries that are wrong. @returns What is said to import them. */
export async function wrongImports(folder: string): Promise<readonly string[]> {
  const [tensorFlowJs] = readJson<{ modelJson: object; weights: string }[]>("tensorflow-js.json");
  const [brain] = readJson<{ json: object }[]>("brain.json");
  const [synaptic] = readJson<{ read: { json: object }[] }>("synaptic.json").read;
  const onnx = await readFile(join(folder, "network.onnx"));
  const { modelJson } = tensorFlowJs!;
  const layer = "modelTopology/config/layers/0";
  const files: readonly (readonly [library: string, name: string, content: string | Uint8Array])[] = [
    ...(
      [
        ["modelTopology"],
        ["modelTopology/class_name", "Model"],
        [`${layer}/class_name`, "Conv9D"],
        [`${layer}/config/activation`, "nothing"],
        [`${layer}/config/units`, 7],
        [`${layer}/config/use_bias`, 3],
        [`${layer}/config/batch_input_shape`],
        ["modelTopology/config/layers", [1]],
        ["modelTopology/config/layers/1/config/noise_shape", [1]],
        ["weightsManifest", []],
        ["weightsManifest/0/weights/0/name", "dense_Dense1/none"],
        ["weightsManifest/0/weights/0/dtype", "int8"],
      ] as const
    ).map(
      ([place, value], i) =>
        ["tensorflow-js", `model-${i}.json`, JSON.stringify(changed(modelJson, place, value))] as const,
    ),
    ["brain", "brain-0.json", JSON.stringify(changed(brain!.json, "layers"))],
    ["brain", "brain-1.json", JSON.stringify(changed(brain!.json, "type", "LSTM"))],
    ["brain", "brain-2.json", JSON.stringify(changed(brain!.json, "trainOpts/activation", "nothing"))],
    ["synaptic", "synaptic-0.json", JSON.stringify(changed(synaptic!.json, "neurons"))],
    ["synaptic", "synaptic-1.json", JSON.stringify(changed(synaptic!.json, "connections", []))],
    ["keras", "cut.keras", readFixture("dense.keras").subarray(0, 900)],
    ["onnx", "cut.onnx", onnx.subarray(0, 900)],
    ["onnx", "empty.onnx", new Uint8Array()],
    ["onnx", "operator.onnx", Buffer.from(onnx.toString("latin1").replaceAll("Tanh", "Tank"), "latin1")],
    ...["onnx", "keras", "brain", "synaptic", "tensorflow-js"].map(
      (library) => [library, `text-of-${library}.json`, "hello"] as const,
    ),
  ];
  for (const [, name, content] of files) await writeFile(join(folder, name), content);
  await writeFile(join(folder, "weights.bin"), Buffer.from(tensorFlowJs!.weights, "base64"));
  return files.map(([library, name]) => `import ${library} ${name} --output imported.json`);
}
