import { Sequential } from "@nn/core";
import { checkOptions, printable, show, suggestion } from "@nn/core/component";
import { Dense } from "@nn/layers";
import { describe, expect, test } from "vitest";

// What a terminal would act on: a colour, a title, a bell; the eight-bit introducer of such sequences; a direction.
const HOSTILE = ["\u001b[31m", "\u001b]0;title\u0007", "\u009b2J", "\u202e", "\u2028", "\u007f", "\u{e0001}", "\r"];
const ACTS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

describe("text from outside doesn't reach the terminal as commands", () => {
  test("in what is shown", () => {
    expect(show("a\u001b[31mb\n")).toBe('"a\\u001b[31mb\\n"');
    expect(printable("\u009b2J\u202e\u{e0001}")).toBe("\\u009b2J\\u202e\\u{e0001}");
    expect(printable("Zoë, 身長 ×2 → “ok” 😀")).toBe("Zoë, 身長 ×2 → “ok” 😀");
  });

  test.each(HOSTILE)("%j, as a text, an option, a parameter, a class, a function, a symbol or a suggestion", (mark) => {
    const name = `rate${mark}`;
    const messages = [
      show(name),
      show(Object.defineProperty(() => 0, "name", { value: name })),
      show(new (Object.defineProperty(class {}, "name", { value: name }))()),
      show(Symbol(name)),
      suggestion("rate", [name]),
      suggestion("quite different", [name]),
      refusal(() => checkOptions("SGD", { [name]: 1 }, ["learningRate"])),
      refusal(() => checkOptions("SGD", new Unit(name), ["learningRate"])),
      refusal(() => new Sequential([new Dense(2, 1)]).setParameters({ [name]: [1] })),
    ];
    for (const message of messages) expect(message).not.toMatch(ACTS);
  });
});

describe("messages stay short, and are soon there", () => {
  test("a long text is shortened, between two characters", () => {
    expect(show("1".repeat(100_000))).toBe(`"${"1".repeat(60)}"… (100000 characters)`);
    expect(show(`${"1".repeat(59)}😀${"1".repeat(100)}`)).toBe(`"${"1".repeat(59)}"… (161 characters)`);
    expect(show("x".repeat(80))).toBe(`"${"x".repeat(80)}"`);
  });

  test("long names are not compared letter by letter, and many not all listed", () => {
    const long = (letter: string) => letter.repeat(200_000);
    expect(suggestion(long("a"), [long("b")]).length).toBeLessThan(100);
    const many = Array.from({ length: 200_000 }, (_, i) => `column ${i}`);
    expect(suggestion("weight", many)).toBe(`It has: ${many.slice(0, 20).join(", ")} and 199980 more.`);
  });

  test("names that can be read are compared as before", () => {
    expect(suggestion("wieght", ["height", "weight"])).toBe('Did you mean "weight"?');
    expect(suggestion("kg", ["weight, lb", "height"], show)).toBe('It has: "weight, lb", "height".');
  });
});

test("a class whose name is no text is an object", () => {
  const Named = Object.defineProperty(class {}, "name", { value: Symbol("name") });
  expect(show(new Named())).toBe("an object");
  expect(show(Named)).toBe("a function");
  expect(show({ constructor: { name: {} } })).toBe("an object");
  expect(show(Object.create(null))).toBe("an object");
});

/** Something that acts, and has a name, where options were expected. */
class Unit {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

function refusal(task: () => unknown): string {
  try {
    task();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("It was not refused.");
}

test("things have the article of their names", () => {
  const things = [new Uint8Array(1), new URL("file:/a"), new Error("e"), new Int8Array(1), new Map()];
  expect(things.map(show)).toEqual(["a Uint8Array", "a URL", "an Error", "an Int8Array", "a Map"]);
});
