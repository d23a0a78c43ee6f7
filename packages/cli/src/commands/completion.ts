import type { Command } from "../program/command.js";

/** `nn completion`: what a shell completes command lines by. */
export const completion: Command = {
  name: "completion",
  summary: {
    en: 'prints what a shell completes nn by: eval "$(nn completion bash)"',
    fr: 'affiche ce qui fait compléter nn par un shell, eval "$(nn completion bash)"',
  },
  operands: [
    {
      name: { en: "SHELL", fr: "SHELL" },
      description: { en: "the shell", fr: "le shell" },
      choices: ["bash", "zsh", "fish"],
    },
  ],
  options: [],
  example: "nn completion bash",
  run: async (task) => {
    const { completionFor } = await import("../program/help/completion.js");
    task.system.stdout.write(completionFor(task));
  },
};
