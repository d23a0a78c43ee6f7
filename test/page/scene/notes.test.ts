import { english, french, noteSentence, toSpeech } from "@nn/explain";
import { expect, test } from "vitest";
import { inFrench, remarkable } from "../notes.js";
import { sceneIn, seen } from "../state.js";

test.each(remarkable)("%s is shown and read aloud, in both languages", (kind, begun) => {
  for (const [state, language] of [
    [begun, english],
    [inFrench(begun), french],
  ] as const) {
    const note = seen(state).explanation.notes.find((one) => one.kind === kind)!;
    const said = toSpeech(noteSentence(note, language), { language, digits: state.look.digits });
    const { notes, remarks } = sceneIn(state);
    expect(notes.map((one) => one.kind)).toContain(kind);
    expect(remarks).toContain(said);
    expect(notes.find((one) => one.kind === kind)!.html).toMatch(/<math|\p{L}/u);
  }
});

test("what isn't remarkable has no note", () => {
  const usual = remarkable.find(([kind]) => kind === "symmetric")![1];
  const different = { ...usual, model: { ...usual.model, start: "normal" as const } };
  expect(sceneIn(different).notes).toEqual([]);
});
