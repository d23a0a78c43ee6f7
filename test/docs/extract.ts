import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { commentsIn } from "./transform.js";

/** Documented code, and where it stands. */
export interface Block {
  /** The documented file, from the top of the repository: `docs/lab.md`. */
  readonly file: string;
  /** The line that the code starts on. */
  readonly line: number;
  readonly code: string;
  /** Whether it is a module of its own, or goes on where the file's block before it ended. */
  readonly standalone: boolean;
}

/** The top of the repository, with a slash at the end. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Every block of the repository, gathered into the modules that they make. */
export function documentedModules(): Block[][] {
  const packages = readdirSync(`${root}packages`).map((name) => `packages/${name}`);
  const examples = readdirSync(`${root}examples`).map((name) => `examples/${name}`);
  const guides = filesIn("docs", ".md");
  const readmes = ["", ...packages, ...examples].flatMap((folder) =>
    ["README.md", "README.fr.md"].map((name) => `${folder}/${name}`.replace(/^\//, "")),
  );
  const sources = packages.flatMap((folder) => filesIn(`${folder}/src`, ".ts"));
  const modules = new Map<string, Block[]>();
  for (const file of [...readmes, ...guides, ...sources].filter((file) => existsSync(root + file))) {
    const blocksIn = file.endsWith(".md") ? blocksInMarkdown : blocksInDocstrings;
    for (const block of blocksIn(file, readFileSync(root + file, "utf8"))) {
      const key = block.standalone ? `${file}:${block.line}` : file;
      modules.set(key, [...(modules.get(key) ?? []), block]);
    }
  }
  return [...modules.values()];
}

/** The blocks of one module, each line of code on the line that it has in the documented file. */
export function onTheirLines(blocks: readonly Block[]): string {
  const lines: string[] = [];
  for (const { line, code } of blocks) {
    for (const [index, content] of code.split("\n").entries()) lines[line - 1 + index] = content;
  }
  return Array.from(lines, (content) => content ?? "").join("\n");
}

export function filesIn(folder: string, ending: string): string[] {
  if (!existsSync(root + folder)) return [];
  const names = readdirSync(root + folder, { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(ending)).map((name) => `${folder}/${name}`);
}

/** The ```` ```ts ```` blocks of a Markdown file. Fences of other languages are passed over whole. */
export function blocksInMarkdown(file: string, text: string): Block[] {
  const blocks: Block[] = [];
  let open: { fence: string; indent: string; info: string[]; line: number; code: string[] } | undefined;
  for (const [index, content] of text.split("\n").entries()) {
    const [, indent = "", fence = "", info = ""] = /^(\s*)(`{3,})([^`]*)$/.exec(content) ?? [];
    if (!open) {
      if (fence) open = { fence, indent, info: info.trim().split(/\s+/), line: index + 2, code: [] };
    } else if (fence.startsWith(open.fence) && info.trim() === "") {
      const standalone = open.info.includes("standalone");
      if (/^(ts|typescript)$/.test(open.info[0]!)) {
        blocks.push({ file, line: open.line, code: open.code.join("\n"), standalone });
      }
      open = undefined;
    } else {
      open.code.push(content.startsWith(open.indent) ? content.slice(open.indent.length) : content);
    }
  }
  // A fence that is misread, for example behind a list's mark, would turn code and text around from there on.
  if (open) throw new Error(`${file}:${open.line}: the block is never closed`);
  return blocks;
}

/** The code of every `@example` in a source file's docstrings, up to the next tag. */
export function blocksInDocstrings(file: string, text: string): Block[] {
  // To parse a file takes longer than to look for what is seldom in it.
  if (!text.includes("@example")) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  return commentsIn(source).flatMap(({ pos, end }) => {
    if (!text.startsWith("/**", pos)) return [];
    const firstLine = source.getLineAndCharacterOfPosition(pos).line + 1;
    const contents = text.slice(pos, end).split("\n");
    const lines = contents.map((content) => content.replace(/^\s*(\/\*\*|\*(?!\/)) ?/, "").replace(/\s*\*\/$/, ""));
    const tags = lines.flatMap((line, index) => (/^@\w/.test(line) ? [index] : []));
    return tags.flatMap((tag, index) => {
      const [, firstCode] = /^@example\b(.*)/.exec(lines[tag]!) ?? [];
      if (firstCode === undefined) return [];
      const code = [firstCode, ...lines.slice(tag + 1, tags[index + 1])].join("\n");
      return [{ file, line: firstLine + tag, code, standalone: true }];
    });
  });
}
