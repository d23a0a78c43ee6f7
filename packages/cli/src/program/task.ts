import { resolve } from "node:path";
import { printable } from "@nn/core/component";
import { Help } from "commander";
import type { Described } from "./help/described.js";
import type { Language, Text } from "./language.js";
import { figure } from "./printing/figures.js";
import type { Output, System } from "./system/system.js";

/** The options and operands of a command line, by their names: `{ epochs: 20 }`, `{ FILE: "penguins.jsonc" }`. */
export interface Given {
  readonly operands: readonly string[];
  readonly options: Readonly<Record<string, string | number | boolean | undefined>>;
}

/** Of a terminal that doesn't know how wide it is: some say 0. */
const USUAL_COLUMNS = 80;

/** A command at work: what it was given, and whom it talks to. */
export class Task {
  readonly given: Given;
  readonly system: System;
  readonly language: Language;
  /** All commands that there are. */
  readonly commands: readonly Described[];
  /** Whether programs read the standard output. */
  readonly isJson: boolean;

  constructor(given: Given, system: System, language: Language, commands: readonly Described[]) {
    this.commands = commands;
    this.given = given;
    this.system = system;
    this.language = language;
    this.isJson = given.options.json === true;
  }

  /** A text in the language that is spoken. */
  say(text: Text): string {
    return text[this.language];
  }

  /** An option that is a text. */
  text(name: string): string | undefined {
    const value = this.given.options[name];
    return typeof value === "string" ? value : undefined;
  }

  /** An option that is a number. */
  number(name: string): number | undefined {
    const value = this.given.options[name];
    return typeof value === "number" ? value : undefined;
  }

  /** Whether an option that is on or off is on. */
  isOn(name: string): boolean {
    return this.given.options[name] === true;
  }

  /** Tells people something. What comes from files doesn't act on the terminal. */
  tell(text: Text | string): void {
    const { stderr } = this.system;
    stderr.write(`${wrapped(lines(typeof text === "string" ? text : this.say(text)), stderr)}\n`);
  }

  /** A number in three digits, as the language writes it. */
  figure(value: number): string {
    return figure(value, this.language);
  }

  /** Gives a result. */
  print(text: string): void {
    this.system.stdout.write(`${lines(text)}\n`);
  }

  /** Gives a result to a program, as one line of JSON. */
  printJson(value: unknown): void {
    this.system.stdout.write(`${JSON.stringify(value)}\n`);
  }

  /** Where a path leads: as it was typed, where that is the folder of the process, so that messages call it so. */
  path(typed: string): string {
    return this.system.folder === process.cwd() ? typed : resolve(this.system.folder, typed);
  }
}

/** Whether a stream is written to in colours, by NO_COLOR, FORCE_COLOR and what it is. */
export function hasColors(output: Output, { NO_COLOR, FORCE_COLOR, TERM }: System["environment"]): boolean {
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return output.isTTY === true && TERM !== "dumb";
}

/** Lines that are broken between words, where a terminal would break them anywhere. */
export function wrapped(text: string, output: Output): string {
  return output.isTTY ? Object.assign(new Help(), { minWidthToWrap: 1 }).boxWrap(text, widthOf(output)) : text;
}

/** How wide a stream is. */
export function widthOf({ columns }: Output): number {
  return columns !== undefined && columns > 0 ? columns : USUAL_COLUMNS;
}

function lines(text: string): string {
  return text.split("\n").map(printable).join("\n");
}
