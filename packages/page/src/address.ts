import { inLanguage } from "./state/link.js";
import type { LookState } from "./state/state.js";

/** The link that the page was opened with: by its address, or else by its file, or none. */
export function linkHere(): string {
  return location.hash.slice(1) || document.documentElement.dataset.link || "";
}

/** Has the address lead to a link, in the language of the page. */
export function leadTo(link: string, language: LookState["language"]): void {
  history.replaceState(null, "", `#${inLanguage(link, language)}`);
}
