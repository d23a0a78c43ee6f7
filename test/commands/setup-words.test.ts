import { expect, test } from "vitest";
import { wordsFor } from "../../scripts/setup/words.mjs";
import { faultsOf } from "../explain/languages/french-rules.js";

/** All that is said in a language. */
function sentencesIn(environment: Readonly<Record<string, string>>): string[] {
  return Object.values(wordsFor(environment as never)).map((words) =>
    typeof words === "string" ? words : words("npm start"),
  );
}

test("the set-up speaks the language of the environment", () => {
  const [first] = [{}, { LANG: "C" }, { LC_ALL: "en_GB", LANG: "fr_FR" }].map(sentencesIn);
  for (const environment of [{ LANG: "C" }, { LC_ALL: "en_GB", LANG: "fr_FR" }]) {
    expect(sentencesIn(environment)).toEqual(first);
  }
  for (const environment of [{ LANG: "fr_FR.UTF-8" }, { LC_ALL: "fr" }, { LC_MESSAGES: "fr_CH", LANG: "de" }]) {
    expect(sentencesIn(environment)[0]).toBe("ce dont l’exemple a besoin, environ 50 Mo");
  }
});

test("its French is set as it is in print", () => {
  // Commands stand between backticks.
  const texts = sentencesIn({ LANG: "fr" }).map((text) => text.replaceAll(/`[^`]*`|npm config set registry …/g, "∎"));
  for (const text of texts) expect(faultsOf(text)).toEqual([]);
});
