import { COMMON } from "../read-words.js";
import type { Task } from "../task.js";
import type { Described, Option } from "./described.js";

/** What a shell completes command lines by: the commands, their options, and the words that these take. Files are left to the shell. */
export function completionFor({ commands, language, given }: Task): string {
  const [shell] = given.operands;
  if (shell === "fish") return fish(commands, language);
  // Z shell reads what Bash does.
  return shell === "zsh" ? `autoload -U +X bashcompinit && bashcompinit\n${bash(commands)}` : bash(commands);
}

/** The longest names first, so that a command of two words is found before the one of its first word. */
function bash(commands: readonly Described[]): string {
  const longest = [...commands].sort((a, b) => b.name.length - a.name.length);
  const cases = longest.map(({ name, options, operands }) => {
    const flags = [...options, ...COMMON].map(({ flag }) => flag).concat("--help");
    const words = operands.flatMap(({ choices = [] }) => choices);
    const next = commands
      .filter((other) => other.name.startsWith(`${name} `))
      .map((other) => other.name.split(" ")[1]!);
    return `    "${name} "*) flags="${flags.join(" ")}"; words="${[...next, ...words].join(" ")}" ;;`;
  });
  const choices = optionsWithChoices(commands).map(
    ({ flag, choices: all = [] }) => `    ${flag}) flags=""; words="${all.join(" ")}" ;;`,
  );
  const names = [...new Set(commands.map(({ name }) => name.split(" ")[0]))];
  return `_nn() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" flags="--lang --help --version" words="${names.join(" ")}"
  [ "$COMP_CWORD" -gt 1 ] && words=""
  case "\${COMP_WORDS[*]:1:COMP_CWORD-1} " in
${cases.join("\n")}
  esac
  case "$prev" in
${choices.join("\n")}
  esac
  [ "\${cur#-}" != "$cur" ] && words="$flags"
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _nn nn
`;
}

function fish(commands: readonly Described[], language: "en" | "fr"): string {
  const lines = commands.flatMap(({ name, summary, options, operands }) => {
    const [first, second] = name.split(" ");
    const before = second === undefined ? "__fish_use_subcommand" : `'__fish_seen_subcommand_from ${first}'`;
    const behind = `complete -c nn -n '__fish_seen_subcommand_from ${second ?? first}'`;
    const words = operands.flatMap(({ choices = [] }) => choices);
    return [
      `complete -c nn -n ${before} -f -a ${second ?? first} -d ${quoted(summary[language])}`,
      ...(words.length > 0 ? [`${behind} -f -a ${quoted(words.join(" "))}`] : []),
      ...[...options, ...COMMON].map(({ flag, value, choices, description }) => {
        const takes = value === undefined ? "" : choices === undefined ? " -r" : ` -x -a ${quoted(choices.join(" "))}`;
        return `${behind} -l ${flag.slice(2)}${takes} -d ${quoted(description[language])}`;
      }),
    ];
  });
  return `${lines.join("\n")}\n`;
}

/** A flag means the same in all commands that have it. */
function optionsWithChoices(commands: readonly Described[]): Option[] {
  const all = [...COMMON, ...commands.flatMap(({ options }) => options)].filter(({ choices }) => choices !== undefined);
  return all.filter(({ flag }, i) => all.findIndex((other) => other.flag === flag) === i);
}

function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
