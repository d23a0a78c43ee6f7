import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { folderWith, nn, removeFolders } from "../harness.js";

afterAll(removeFolders);

const inShell = (shell: string, args: readonly string[], cwd = "."): string =>
  execFileSync(shell, args, { cwd, encoding: "utf8", stdio: "pipe" });

const has = (shell: string): boolean => {
  try {
    inShell(shell, ["-c", "true"]);
    return true;
  } catch {
    return false;
  }
};

describe.runIf(has("bash"))("in Bash", () => {
  test("commands, options and their words are completed", async () => {
    const folder = await folderWith();
    const { stdout } = await nn(folder, "completion bash");
    const complete = (...words: string[]): string[] => {
      const asked = `COMP_WORDS=(nn ${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length}; _nn; printf '%s\\n' "\${COMPREPLY[@]}"`;
      return inShell("bash", ["-c", `${stdout}\n${asked}`])
        .split("\n")
        .filter(Boolean);
    };
    expect(complete("tr")).toEqual(["train"]);
    expect(complete("")).toContain("predict");
    expect(complete("train", "--res")).toEqual(["--resume"]);
    expect(complete("train", "penguins.jsonc", "--ep")).toEqual(["--epochs"]);
    expect(complete("predict", "runs/penguins-1", "--format", "")).toEqual(["table", "csv", "jsonl"]);
    expect(complete("export", "on")).toEqual(["onnx"]);
    expect(complete("completion", "")).toEqual(["bash", "zsh", "fish"]);
    // Files are Bash's own.
    expect(complete("train", "pen")).toEqual([]);
    expect(complete("train", "$(touch evil)")).toEqual([]);
  });
});

describe.runIf(has("zsh"))("in Z shell", () => {
  test("what is printed is read", async () => {
    const { stdout } = await nn(await folderWith(), "completion zsh");
    inShell("zsh", ["-fc", `autoload -U compinit && compinit -u -D\n${stdout}`]);
  });
});

describe.runIf(has("fish"))("in fish", () => {
  test("commands, options and their words are completed", async () => {
    const folder = await folderWith();
    writeFileSync(join(folder, "nn.fish"), (await nn(folder, "completion fish")).stdout);
    const complete = (line: string): string => inShell("fish", ["-c", `source nn.fish; complete -C "${line}"`], folder);
    expect(complete("nn tr")).toMatch(/^train\t/);
    expect(complete("nn train --res")).toMatch(/^--resume\t/);
    expect(complete("nn export on")).toMatch(/onnx/);
  });
});
