import { printable } from "@nn/core/component";
import { COMMANDS } from "./commands.js";
import { toldOf } from "./program/errors/told.js";
import { findCommand } from "./program/find.js";
import { helpOn, helpOnAll } from "./program/help/help.js";
import { languageOf } from "./program/language.js";
import { readWords } from "./program/read-words.js";
import type { System } from "./program/system/system.js";
import { version } from "./program/system/version.js";
import { Task, wrapped } from "./program/task.js";

/**
 * Does what a command line asks for. Results go to standard output, all else to standard error; what goes wrong is a sentence
 * there.
 *
 * @param args - The words behind `nn`.
 * @returns The exit code.
 */
export async function runCommand(args: readonly string[], system: System): Promise<number> {
  const language = languageOf(args, system.environment);
  let name = "nn";
  try {
    const { command, words } = findCommand(COMMANDS, args);
    const end = words.indexOf("--");
    const own = end === -1 ? words : words.slice(0, end);
    const asksForHelp = own.includes("--help") || own.includes("-h");
    if (command === undefined) {
      if (own.includes("--version") && !asksForHelp) system.stdout.write(`${version()}\n`);
      else system.stdout.write(helpOnAll(COMMANDS, language, system));
      return 0;
    }
    name = `nn ${command.name}`;
    if (asksForHelp) {
      system.stdout.write(helpOn(command, language, system));
      return 0;
    }
    const code = await command.run(new Task(readWords(command, words), system, language, COMMANDS));
    return typeof code === "number" ? code : 0;
  } catch (error) {
    const { sentence, exitCode } = toldOf(error, language);
    // A sentence may begin with the command's own name.
    const place = sentence.startsWith(name) ? "" : `${name}: `;
    const told = `${place}${sentence.split("\n").map(printable).join("\n")}`;
    system.stderr.write(`${wrapped(told, system.stderr)}\n`);
    return exitCode;
  }
}
