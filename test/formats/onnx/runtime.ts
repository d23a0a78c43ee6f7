import { createRequire } from "node:module";

/** What the tests use of onnxruntime-node, which `npm run check:onnx` alone installs. */
interface Runtime {
  readonly InferenceSession: { create(bytes: Uint8Array, options: object): Promise<Session> };
  readonly Tensor: new (type: string, values: unknown, dims: readonly number[]) => object;
}

interface Session {
  run(
    inputs: Readonly<Record<string, object>>,
  ): Promise<Readonly<Record<string, { data: ArrayLike<number | string>; dims: readonly number[] }>>>;
}

/** What a file gives for inputs by name. */
export async function runFile(
  bytes: Uint8Array,
  inputs: Readonly<Record<string, { type: string; values: unknown; dims: readonly number[] }>>,
): Promise<Readonly<Record<string, { data: ArrayLike<number | string>; dims: readonly number[] }>>> {
  const { InferenceSession, Tensor } = createRequire(new URL("../../onnxruntime/", import.meta.url))(
    "onnxruntime-node",
  ) as Runtime;
  const session = await InferenceSession.create(bytes, { logSeverityLevel: 3 });
  const given = Object.entries(inputs).map(
    ([name, { type, values, dims }]) => [name, new Tensor(type, values, dims)] as const,
  );
  return session.run(Object.fromEntries(given));
}
