import { leadTo, linkHere } from "./address.js";
import { inLanguage, languageOf } from "./state/link.js";
import type { LookState } from "./state/state.js";

const KEY = "nn-workshop";
type Settings = Pick<LookState, "language" | "theme" | "digits">;

/** What the reader chose when the page was open before: how it looks, and nothing of what was done. */
export function kept(): Partial<Settings> {
  try {
    return read(JSON.parse(localStorage.getItem(KEY) ?? "{}"));
  } catch {
    // Of a page that may not keep anything, and of a text that isn't its own.
    return {};
  }
}

/** Makes the page look so, and keeps what the reader chose of it. */
export function wear({ language, theme, digits, size }: LookState): void {
  const root = document.documentElement;
  // Where it is set, though it be to the same, Chromium reads the style's media anew, and keeps what it read.
  if (root.lang !== language) {
    root.lang = language;
    // An address that says a language is opened anew in the one that the reader chose.
    if (languageOf(location.hash)) leadTo(inLanguage(linkHere(), language));
  }
  root.dataset.theme = theme;
  root.dataset.size = size;
  try {
    localStorage.setItem(KEY, JSON.stringify({ language, theme, digits }));
  } catch {
    // It may not keep anything.
  }
}

function read({ language, theme, digits }: Partial<Record<keyof Settings, unknown>>): Partial<Settings> {
  return {
    ...((language === "en" || language === "fr") && { language }),
    ...((theme === "auto" || theme === "light" || theme === "dark") && { theme }),
    ...(typeof digits === "number" && digits >= 3 && digits <= 6 && Number.isInteger(digits) && { digits }),
  };
}
