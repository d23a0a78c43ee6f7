import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readTable, streamTable } from "@nn/data/node";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "tables-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file with this text, by its path. */
const fileWith = (name: string, text: string | Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

/** An error's sentence, with the folder's name left out. */
const sentence = async (promise: Promise<unknown>) => {
  const error = (await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )) as Error;
  return `${error.name}: ${error.message.replaceAll(`${folder}/`, "")}`;
};

test("reads a file in UTF-8 and in UTF-16", async () => {
  const text = "name,größe\nÅse,1\n";
  const utf16 = Buffer.from(`\uFEFF${text}`, "utf16le");
  for (const bytes of [text, `\uFEFF${text}`, utf16, Buffer.from(utf16).swap16()]) {
    const table = await readTable(fileWith("people.csv", bytes as string));
    expect([table.columns, table.strings("name")]).toEqual([["name", "größe"], ["Åse"]]);
    expect((await streamTable(join(folder, "people.csv")).first()).strings("name")).toEqual(["Åse"]);
  }
  expect((await readTable(fileWith("b.csv", "1;2\n"), { columns: ["a", "b"] })).numbers("b")).toEqual([2]);
});

test("streams a file a window at a time, as often as is wanted, and closes it", async () => {
  const rows = Array.from({ length: 50_000 }, (_, i) => `${i},${i % 7}`);
  const path = fileWith("large.csv", `a,b\n${rows.join("\n")}`);
  const stream = streamTable(path, { window: 12_345 });
  for (let pass = 0; pass < 2; pass++) {
    const numbers: number[] = [];
    for await (const table of stream) {
      expect(table.size).toBeLessThanOrEqual(12_345);
      numbers.push(...table.numbers("a"));
    }
    expect(numbers).toEqual(rows.map((_, i) => i));
  }
  if (process.platform !== "linux") return;
  const open = readdirSync("/proc/self/fd").map((file) => {
    try {
      return readlinkSync(`/proc/self/fd/${file}`);
    } catch {
      // It was closed meanwhile.
      return "";
    }
  });
  expect(open.filter((file) => file.endsWith("large.csv"))).toEqual([]);
});

test("says what is wrong with a file", async () => {
  const read = (name: string) => sentence(readTable(join(folder, name)));
  expect(await read("none.csv")).toMatchInlineSnapshot(
    `"DataError: none.csv doesn't exist. A path goes from the folder in which the program was started."`,
  );
  expect(await sentence(streamTable(join(folder, "none.csv")).first())).toMatchInlineSnapshot(
    `"DataError: none.csv doesn't exist. A path goes from the folder in which the program was started."`,
  );
  mkdirSync(join(folder, "folder"));
  expect(await read("folder")).toMatchInlineSnapshot(`"DataError: folder is a folder. Name a file in it."`);
  fileWith("people.csv", "a\n1\nx\n");
  expect(await read("people.csv/none.csv")).toMatchInlineSnapshot(
    `"DataError: people.csv/none.csv doesn't exist, as a part of its path is a file."`,
  );
  execFileSync("sh", ["-c", `mkfifo "$0"`, join(folder, "pipe")]);
  expect(await read("pipe")).toMatchInlineSnapshot(
    `"DataError: pipe is no ordinary file, but a pipe or a device. Read its text, and give it to Table.fromCsv."`,
  );
  expect(await sentence(streamTable(join(folder, "pipe")).first())).toMatchInlineSnapshot(
    `"DataError: pipe is no ordinary file, but a pipe or a device. Read its text, and give it to Table.fromCsv."`,
  );
  truncateSync(fileWith("huge.csv", "a\n1\n"), 3e9);
  expect(await read("huge.csv")).toMatchInlineSnapshot(
    `"DataError: huge.csv has 3000 MB, but readTable takes files of up to 256 MB, as all of it comes into memory. streamTable reads it a window at a time."`,
  );
  expect(await sentence(readTable(fileWith("latin.csv", Uint8Array.of(0x61, 0x0a, 0xe9, 0x0a))))).toMatchInlineSnapshot(
    `"DataError: latin.csv, line 2: got the character "�", which no table has. Its bytes were no UTF-8: new TextDecoder("windows-1252").decode(bytes) reads what old Windows programs write."`,
  );
  expect(await sentence(readTable(fileWith("empty.csv", "")))).toMatchInlineSnapshot(
    `"DataError: empty.csv is empty: expected a line of column names, then rows."`,
  );
  const numbers = async () => (await readTable(join(folder, "people.csv"))).numbers("a");
  expect(await sentence(numbers())).toMatchInlineSnapshot(
    `"DataError: people.csv, line 3, column "a": expected a number, but got "x"."`,
  );
  expect(await sentence(readTable(7 as never))).toMatchInlineSnapshot(
    `"OptionError: readTable takes a file's path, as in readTable("people.csv"), but got 7."`,
  );
  expect(() => streamTable("")).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: streamTable takes a file's path, as in streamTable("people.csv"), but got "".]`,
  );
  expect(await sentence(readTable("people.csv", { windows: 3 } as object))).toContain("doesn't exist");
});

test("a file that is written to while it is read ends the pass", async () => {
  const path = fileWith("growing.csv", "a\n1\n2\n3\n");
  const pass = async () => {
    for await (const _ of streamTable(path, { window: 1 })) appendFileSync(path, "4\n");
  };
  expect(await sentence(pass())).toMatchInlineSnapshot(
    `"DataError: growing.csv was written to while it was read. Train once it is complete."`,
  );
});
