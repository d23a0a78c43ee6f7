import type { JSX } from "preact";
import { sectionNames } from "../../state/sections.js";
import type { SectionName } from "../../state/state.js";
import type { ModelProps } from "../props.js";
import { Choice } from "./fields.js";
import { LookSettings } from "./look.js";

const LANGUAGES = { fr: "Français", en: "English" } as const;

export function Header(props: ModelProps): JSX.Element {
  const { state, texts, send } = props;
  const { look } = state;
  const { labels, cards, views } = texts;
  const sections = Object.fromEntries(sectionNames.map((name) => [name, `${name} ${cards[name].title}`]));
  return (
    <header>
      <h1>{texts.title}</h1>
      <Choice
        id="section"
        label={labels.section}
        value={look.section}
        choices={sections as Record<SectionName, string>}
        onChoice={(section) => send({ kind: "section", section })}
      />
      <Choice
        id="language"
        label={labels.language}
        value={look.language}
        choices={LANGUAGES}
        onChoice={(language) => send({ kind: "look", change: { language } })}
      />
      {look.hidden.length > 0 && (
        <button type="button" data-testid="btn-show-all" onClick={() => send({ kind: "look", change: { hidden: [] } })}>
          {views.settings.showAll}
        </button>
      )}
      <LookSettings {...props} />
    </header>
  );
}
