import { toLatex, toMarkdown, toMathML, toSpeech, toText } from "@nn/explain";
import { expect, test } from "vitest";

test.each(["constructor", "toString", "hasOwnProperty"])("%s is a name like any other", (source) => {
  for (const render of [toText, toMarkdown, toLatex, toMathML, toSpeech]) {
    expect(render({ kind: "formula", source })).toContain(source);
  }
});
