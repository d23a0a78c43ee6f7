import type { JSX } from "preact";
import { sectionNames } from "../state/sections.js";
import type { SectionName } from "../state/state.js";
import { Choice } from "./fields.js";
import type { RegionProps } from "./props.js";

const LANGUAGES = { fr: "Français", en: "English" } as const;
const SECTIONS = Object.fromEntries(sectionNames.map((name) => [name, name])) as Record<SectionName, string>;
const DIGITS = { 3: "3", 4: "4", 5: "5", 6: "6" } as const;

export function Header({ state: { look }, texts, send }: RegionProps): JSX.Element {
  const { labels } = texts;
  return (
    <header>
      <h1>{texts.title}</h1>
      <p>{texts.summary}</p>
      <fieldset>
        <legend class="unseen">{labels.look}</legend>
        <Choice
          id="section"
          label={labels.section}
          value={look.section}
          choices={SECTIONS}
          onChoice={(section) => send({ kind: "section", section })}
        />
        <Choice
          id="language"
          label={labels.language}
          value={look.language}
          choices={LANGUAGES}
          onChoice={(language) => send({ kind: "look", change: { language } })}
        />
        <Choice
          id="theme"
          label={labels.theme}
          value={look.theme}
          choices={texts.themes}
          onChoice={(theme) => send({ kind: "look", change: { theme } })}
        />
        <Choice
          id="digits"
          label={labels.digits}
          value={String(look.digits) as "4"}
          choices={DIGITS}
          onChoice={(digits) => send({ kind: "look", change: { digits: Number(digits) } })}
        />
      </fieldset>
    </header>
  );
}
