import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "rolldown";

/** The XOR of the examples as a page has it, from a door of `@nn/core`. */
export async function xorFrom(door: string): Promise<string> {
  const example = await readFile(fileURLToPath(new URL("../../examples/xor/src/main.ts", import.meta.url)), "utf8");
  return example.replace('from "@nn/core"', `from "${door}"`);
}

/** XOR as it was learnt elsewhere. */
export const XOR_LEARNT = `
import { SavedNetwork } from "@nn/core/predict";
import { Dense, tanh } from "@nn/layers";
const parameters = await (await fetch("xor.json")).json();
const network = new SavedNetwork([new Dense(2, 4, { activation: tanh }), new Dense(4, 1)], parameters);
document.title = String(network.predict([0, 1]));
`;

/** What a page says of some mistakes, the first of them before there is a network. */
export function mistakesWith(door: string): string {
  return `
    import { Sequential } from "${door}";
    import { setParameters } from "@nn/core/plain";
    import { Dense, identity, ones } from "@nn/layers";
    import { meanSquaredError } from "@nn/losses";
    import { SGD } from "@nn/optim";
    const layers = () => [new Dense(2, 1)];
    const wide = () => [new Dense(2, 1, { activation: identity, weightInitializer: ones })];
    const data = { inputs: [[-2, -1], [25, 6]], targets: [1, 0] };
    const options = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), epochs: 1, batchSize: 1 };
    const mistakes = [
      () => new SGD({ learnRate: 0.1 }),
      () => new Sequential(layers(), { inputShape: 2 }),
      () => new Sequential([undefined]),
      () => setParameters(new Sequential(layers()), { weight: [1, 2] }),
      () => new Sequential(layers()).predict(["2", "3"]),
      () => new Sequential(layers()).predict(Promise.resolve([2, 3])),
      () => new Sequential(layers()).fit(data, { ...options, verbose: true }),
      () => new Sequential(wide()).predict([1e308, 1e308]),
    ];
    for (const mistake of mistakes) {
      try {
        mistake();
      } catch (error) {
        console.log(error.message);
      }
    }
  `;
}

/** How many bytes a program takes when it is bundled for a page, minified and compressed with gzip. */
export async function compressedSize(program: string, project: string): Promise<number> {
  return gzipSync(await bundled(program, project), { level: 9 }).length;
}

/** What a bundler warns of about a program that is right is a fault of the packages. */
export function refuseWarning(level: string, { message = "" }: { readonly message?: string }): void {
  if (level === "warn") throw new Error(message);
}

/** A program as a page has it: in one file, without what it doesn't use. */
export async function bundled(program: string, project: string): Promise<string> {
  const input = join(project, "page.ts");
  await writeFile(input, program);
  const { output } = await build({
    input,
    platform: "browser",
    write: false,
    output: { minify: true, comments: false },
    onLog: refuseWarning,
  });
  return output.map((file) => (file.type === "chunk" ? file.code : "")).join("");
}
