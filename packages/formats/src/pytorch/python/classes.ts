import { OptionError } from "@nn/core/component";
import { PythonNames } from "./texts.js";

/** The classes of a program, each declared once. */
export class Classes {
  readonly texts: string[] = [];
  readonly #names: PythonNames;
  readonly #byName: Map<string, string> = new Map();
  readonly #byBody: Map<string, string> = new Map();

  /** @param brought - The names of those that layers bring. */
  constructor(brought: readonly string[]) {
    this.#names = new PythonNames(...brought);
  }

  /** One whose name is kept for it. */
  add(name: string, source: string): void {
    if (this.#byName.has(name)) return;
    this.#byName.set(name, source);
    this.texts.push(source);
  }

  /**
   * One that a layer brings, under its own name.
   *
   * @throws OptionError for another one of the same name, and for a text that isn't the class.
   */
  bring(name: string, source: string, label: string): void {
    const known = this.#byName.get(name);
    if (known === source) return;
    if (known !== undefined)
      throw new OptionError(
        `${label}: another layer of the network brings another class ${name}: give one of them another name.`,
      );
    if (!source.startsWith(`class ${name}(`) || new PythonNames().like(name) !== name) {
      throw new OptionError(
        `${label}: the source of its module ${name} must begin with "class ${name}(", under a free name.`,
      );
    }
    this.#byName.set(name, source);
    this.texts.push(source);
  }

  /** One that is written here, under a name like the one that is wanted. */
  own(wanted: string, body: string): string {
    const known = this.#byBody.get(body);
    if (known !== undefined) return known;
    const name = this.#names.like(wanted);
    const source = `class ${name}(nn.Module):\n${body}`;
    this.#byBody.set(body, name);
    this.#byName.set(name, source);
    this.texts.push(source);
    return name;
  }
}
