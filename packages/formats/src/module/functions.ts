import { type Computation, writtenLoop } from "@nn/core/backend";
import { OptionError, type OwnKernel } from "@nn/core/component";
import { Names } from "./names.js";
import type { Kernel } from "./noting.js";
import { WRITTEN } from "./written-functions.js";

/** The functions of a module, each declared once. */
export class Functions {
  /** Their declarations, each behind those that it uses. */
  readonly texts: string[] = [];
  readonly #names: Names;
  readonly #written: typeof WRITTEN;
  readonly #known: Map<unknown, string> = new Map();

  /** @param isSingle - Whether each product is rounded to single precision. */
  constructor(names: Names, isSingle: boolean) {
    this.#names = names;
    const rounding = isSingle ? "Math.fround" : "(product) => product";
    this.#written = { ...WRITTEN, rounded: { source: `const rounded = ${rounding};`, needs: [] } };
  }

  /**
   * The name of a kernel's function.
   *
   * @throws OptionError for one that can't be written down.
   */
  of(kernel: Kernel): string {
    if (typeof kernel === "string") return this.#plain(kernel);
    const known = this.#known.get(kernel);
    if (known !== undefined) return known;
    const name = "text" in kernel ? this.computation(kernel) : this.#brought(kernel);
    this.#known.set(kernel, name);
    return name;
  }

  /** The name of a computation's loops. */
  computation(computation: Computation): string {
    const { text } = computation;
    const locals = new Names("first", "row", "rows", "columns", "scalars", "isSingle", ...Object.keys(WRITTEN));
    const arrays = text.arrays.map((array) => locals.like(/^v\d/.test(array) ? `${array}_` : array));
    const { parameters, lines, used } = writtenLoop(computation, arrays);
    for (const each of used) this.#plain(each);
    // A component's derivative has its name: the array that it writes tells them apart.
    const name = this.#names.like(this.#names.isFree(text.name) ? text.name : `${text.name}_${text.arrays[0]}`);
    const comment = text.lines.map((line) => `// ${line}`).join("\n");
    this.texts.push(`${comment}\nfunction ${name}(${parameters.join(", ")}) {\n${indented(lines).join("\n")}\n}`);
    return name;
  }

  /** One of those that packages/numerics has, with what it uses. */
  #plain(name: string): string {
    if (this.#known.has(name)) return name;
    const written = this.#written[name];
    if (written === undefined) {
      throw new OptionError(`A module has no kernel ${name}: a forward pass that calls it can't be written down.`);
    }
    this.#known.set(name, name);
    this.#names.like(name);
    for (const need of written.needs) this.#plain(need);
    this.texts.push(written.source);
    return name;
  }

  #brought({ name, written }: OwnKernel): string {
    if (written === undefined) {
      throw new OptionError(
        `The kernel ${name} can't be written into a module: it doesn't say in "written" what its loops are made of.`,
      );
    }
    const [loop] = written.functions;
    for (const each of [...written.functions].reverse()) this.#declare(each);
    return loop!.name;
  }

  #declare(declared: (...given: never) => unknown): void {
    if (this.#known.has(declared)) return;
    const { name } = declared;
    if (!this.#names.isFree(name)) throw new OptionError(`A module can't have two functions of the name ${name}.`);
    this.#known.set(declared, this.#names.like(name));
    // What a compiler put there in steps of four.
    const text = String(declared).replaceAll(/^(?: {4})+/gm, (indent) => " ".repeat(indent.length / 2));
    this.texts.push(text.startsWith("function") ? text : `const ${name} = ${text};`);
  }
}

/** Lines indented by their brackets. */
function indented(lines: readonly string[]): string[] {
  let depth = 1;
  return lines.map((line) => {
    if (line.startsWith("}")) depth--;
    const text = "  ".repeat(depth) + line;
    if (line.endsWith("{")) depth++;
    return text;
  });
}
