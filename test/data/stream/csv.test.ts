import { streamCsv, Table } from "@nn/data";
import fc from "fast-check";
import { expect, test } from "vitest";

/** A text in pieces, cut at some of its characters. */
const inPieces = (text: string, cuts: readonly number[]) => {
  const bounds = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length];
  return bounds.slice(1).map((to, i) => text.slice(bounds[i], to));
};

const bytesOf = (text: string) => new TextEncoder().encode(text);

async function listOf<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

test("the windows of any text, in any pieces, hold the rows and lines of the whole table", async () => {
  const plain = fc.constantFrom("1", "a b", "2.5", 'x"y', "");
  const quoted = fc.constantFrom('"1"', '"a,b"', '"two\nlines"', '"a ""mark"""', ' "spaced" ', '"\n\n"');
  const row = fc.tuple(fc.oneof(plain, quoted), fc.oneof(plain, quoted)).map((cells) => cells.join(","));
  const rows = fc.array(fc.oneof(row, fc.constant("")), { minLength: 1, maxLength: 12 });
  const texts = fc.tuple(rows, fc.constantFrom("\n", "\r\n", "\r"), fc.boolean());
  await fc.assert(
    fc.asyncProperty(
      texts,
      fc.array(fc.nat()),
      fc.integer({ min: 1, max: 5 }),
      async ([lines, end, last], cuts, size) => {
        fc.pre(lines.some((line) => line !== ""));
        const text = ["first,second", ...lines].join("\n").replaceAll("\n", end) + (last ? end : "");
        const whole = Table.fromCsv(text, { delimiter: "," });
        const stream = streamCsv(() => inPieces(text, cuts), { window: size, delimiter: "," });
        const tables = await listOf(stream);
        expect(tables.flatMap((table) => table.strings("second"))).toEqual(whole.strings("second"));
        const linesOf = (table: Table) => Array.from({ length: table.size }, (_, i) => table.lineOf(i));
        expect(tables.flatMap(linesOf)).toEqual(linesOf(whole));
        expect(tables.slice(0, -1).map((table) => table.size)).toEqual(Array(tables.length - 1).fill(size));
        expect(await listOf(streamCsv(() => [text], { window: size }).map((table) => table.size))).toEqual(
          tables.map((table) => table.size),
        );
      },
    ),
  );
});

test("reads UTF-8 and UTF-16 in pieces of any number of bytes", async () => {
  const text = "\uFEFFname,größe\nÅse,1\n√,2\n𝛑,3\n";
  const utf16 = (isLittle: boolean) => {
    const bytes = new Uint8Array(2 * text.length);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), isLittle);
    return bytes;
  };
  for (const bytes of [bytesOf(text), bytesOf(text.slice(1)), utf16(true), utf16(false)]) {
    for (const size of [1, 2, 3, 7, 100]) {
      const pieces = () =>
        Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.slice(i * size, (i + 1) * size));
      const tables = await listOf(streamCsv(pieces, { window: 2 }));
      expect(tables.map((table) => table.strings("name"))).toEqual([["Åse", "√"], ["𝛑"]]);
      expect(tables[0]!.columns).toEqual(["name", "größe"]);
    }
  }
});

test("a page's file and a response's body are read, and let go of when a pass ends early", async () => {
  const blob = new Blob(["a\n1\n2\n3\n"]);
  expect((await listOf(streamCsv(blob, { window: 2 }))).map((table) => table.numbers("a"))).toEqual([[1, 2], [3]]);
  let isCancelled = false;
  const body = () =>
    new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(bytesOf("a\n1\n2\n3\n")),
      cancel: () => {
        isCancelled = true;
      },
    });
  expect((await streamCsv(body, { window: 2, header: false }).first()).size).toBe(2);
  expect(isCancelled).toBe(true);
  const slowly = async () => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    return new Response("a\n7\n").body!;
  };
  expect((await streamCsv(slowly).first()).numbers("a")).toEqual([7]);
});

test("each pass opens the source anew, and windows that are left out are only read", async () => {
  let opened = 0;
  const made: number[] = [];
  const stream = streamCsv(
    () => {
      opened++;
      return ["a\n1\n2\n3\n4\n5\n"];
    },
    { window: 2 },
  ).map((table) => {
    made.push(table.size);
    return table.numbers("a");
  });
  expect(await listOf(stream.from(1))).toEqual([[3, 4], [5]]);
  expect(made).toEqual([2, 1]);
  expect(await listOf(stream)).toEqual([[1, 2], [3, 4], [5]]);
  expect(opened).toBe(2);
});

test("a line sep=, given columns and a text without a header are as in a table", async () => {
  const told = streamCsv(() => ["sep=;\na;b\n1,5;2\n3;4\n"], { window: 1 });
  expect((await listOf(told)).map((table) => table.strings("a"))).toEqual([["1.5"], ["3"]]);
  const given = streamCsv(() => ["1,2\n3,4\n"], { window: 1, columns: ["a", "b"] });
  expect((await listOf(given)).map((table) => table.rows("b", "a"))).toEqual([[[2, 1]], [[4, 3]]]);
  const without = streamCsv(() => ["1,2\n3,4\n"], { window: 1, header: false });
  expect((await listOf(without)).map((table) => table.numbers("2"))).toEqual([[2], [4]]);
});

test("says what is wrong with its line in the whole text", async () => {
  const failing = async (text: string | readonly string[], options = {}) => {
    const pieces = typeof text === "string" ? [text] : text;
    return listOf(
      streamCsv(() => pieces, { window: 2, source: "people.csv", ...options }).map((table) =>
        table.numbers(table.columns[0]!),
      ),
    );
  };
  await expect(failing("a,b\n1,2\n3,4\n5,6\n7\n")).rejects.toThrowErrorMatchingInlineSnapshot(
    `[DataError: people.csv, line 5: expected 2 cells, one for each column, but got 1.]`,
  );
  await expect(failing("a,b\n1,2\n3,4\n5,6\nx,8\n")).rejects.toThrowErrorMatchingInlineSnapshot(
    `[DataError: people.csv, line 5, column "a": expected a number, but got "x".]`,
  );
  await expect(failing("a\n1\n2\n3\n4\n5\n", { columns: ["a", "b"] })).rejects.toThrowErrorMatchingInlineSnapshot(
    `[DataError: people.csv, line 1: expected 2 cells, as columns has names, but got 1.]`,
  );
  await expect(failing('a\n1\n2\n3\n"4\n5\n')).rejects.toThrowErrorMatchingInlineSnapshot(
    `[DataError: people.csv, line 5, character 1: the quotation marks don't pair up. A cell that begins with " ends with ", and a " inside it is written twice.]`,
  );

  await expect(failing("")).rejects.toThrowErrorMatchingInlineSnapshot(
    `[DataError: people.csv is empty: expected a line of column names, then rows.]`,
  );
  await expect(failing("a,b\n")).rejects.toThrowErrorMatchingInlineSnapshot(
    `[DataError: people.csv has a line of column names, but no rows below it.]`,
  );
  await expect(
    failing([
      'a\n1\n2\n3\n"',
      ..."x"
        .repeat(20)
        .split("")
        .map(() => "long text ".repeat(100_000)),
    ]),
  ).rejects.toThrowErrorMatchingInlineSnapshot(
    `[DataError: people.csv: a record has more than 16777216 characters. Is a quotation mark not closed?]`,
  );
  await expect(failing([7 as unknown as string])).rejects.toThrowErrorMatchingInlineSnapshot(
    `[DataError: people.csv: a piece of the source must be text or a Uint8Array, but is 7.]`,
  );
  await expect(listOf(streamCsv(() => 7 as never))).rejects.toThrowErrorMatchingInlineSnapshot(
    `[DataError: CSV: the source must open a ReadableStream, or what gives texts or bytes one after another, but gave 7.]`,
  );
  expect(() => streamCsv("people.csv" as never)).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: streamCsv takes a Blob, or a function that opens what is read, but got "people.csv".]`,
  );
  expect(() => streamCsv(new Response("a").body as never)).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: streamCsv takes a Blob, or a function that opens what is read, but got a ReadableStream. Each pass reads it anew, so give a function that opens it.]`,
  );
  expect(() => streamCsv(() => [], { windows: 7 } as object)).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: streamCsv has no option "windows". Did you mean "window"?]`,
  );
  expect(() => streamCsv(() => [], { window: 0 })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: streamCsv: window must be a whole number of at least 1, but is 0.]`,
  );
});

test("a line that no longer fits the first window's columns is told of", async () => {
  const text = "a;b,c\n1;2,3\n4;5,6\n7;8,\n";
  const stream = streamCsv(() => ["a;b\n1;2\n", "3,4;5\n", "6;7\n"], { window: 1 });
  expect((await listOf(stream)).map((table) => table.columns)).toEqual(Array(3).fill(["a", "b"]));
  await expect(listOf(streamCsv(() => [text], { window: 1 }))).rejects.toThrow(
    "do commas stand between two cells, or semicolons?",
  );
});
