import { Table } from "@nn/data";
import { expect, test } from "vitest";

const text = "name,größe\nZoé,1.5\n李,2\n";

function utf16(text: string, bigEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(2 * text.length);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at++) view.setUint16(2 * at, text.charCodeAt(at), !bigEndian);
  return bytes;
}

test.each<[string, Uint8Array]>([
  ["UTF-8", new TextEncoder().encode(text)],
  ["UTF-8 with its mark", new TextEncoder().encode(`\uFEFF${text}`)],
  ["UTF-16, little end first, with its mark", utf16(`\uFEFF${text}`, false)],
  ["UTF-16, big end first, with its mark", utf16(`\uFEFF${text}`, true)],
  ["UTF-16, little end first, by its zeros", utf16(text, false)],
  ["UTF-16, big end first, by its zeros", utf16(text, true)],
  ["a Buffer", Buffer.from(text)],
  ["a part of other bytes", new TextEncoder().encode(`x${text}`).subarray(1)],
])("reads bytes: %s", (_, bytes) => {
  const table = Table.fromCsv(bytes);
  expect(table.columns).toEqual(["name", "größe"]);
  expect(table.strings("name")).toEqual(["Zoé", "李"]);
  expect(table.numbers("größe")).toEqual([1.5, 2]);
});

test.each<[string, Uint8Array, string]>([
  [
    "Windows-1252",
    Buffer.from("name,x\nZoé,1\n", "latin1"),
    'CSV, line 2: got the character "�", which no table has. Its bytes were no UTF-8: ',
  ],
  ["UTF-32", Uint8Array.of(0xff, 0xfe, 0, 0, 97, 0, 0, 0), "CSV: it is UTF-32, which isn't read. Save it as UTF-8."],
  [
    "UTF-16 that is cut off",
    utf16("\uFEFFa,b\n1,2\n", false).subarray(0, 9),
    "CSV: its bytes begin as UTF-16 and don't go on so. It may be cut off, or no text.",
  ],
  [
    "a spreadsheet's own file",
    Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 1, 0),
    "CSV: it is a spreadsheet program's own file, or another archive. Save the table as CSV.",
  ],
  ["zeros", new Uint8Array(16), 'CSV, line 1: got the character "\\u0000", which no table has. '],
  ["nothing", new Uint8Array(0), "CSV is empty: expected a line of column names, then rows."],
])("refuses %s", (_, bytes, message) => {
  const said = (() => {
    try {
      return String(Table.fromCsv(bytes).columns);
    } catch (error) {
      return (error as Error).message;
    }
  })();
  expect(said.slice(0, message.length)).toBe(message);
});

test("reads bytes of JSON lines, too", () => {
  expect(Table.fromJsonLines(new TextEncoder().encode('{"a": 1}\n')).numbers("a")).toEqual([1]);
});
