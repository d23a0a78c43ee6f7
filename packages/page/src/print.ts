import type { PrintedClass } from "@nn/explain";
import { paperOf } from "./engine/files/sheet.js";
import type { Texts } from "./languages/en.js";
import type { State } from "./state/state.js";

/** Where a link on paper leads: nowhere from a page on a disk. */
function address(): string | undefined {
  const { protocol, origin, pathname } = location;
  return protocol === "file:" ? undefined : origin + pathname;
}

/** Prints the state's sheet, or its key, as a document of its own: nothing of the page's style is in it. */
export function printSheet({ sheet }: State, what: keyof PrintedClass, { language, views }: Texts): void {
  const paper = paperOf(sheet!, language, address());
  const frame = document.createElement("iframe");
  frame.className = "paper";
  frame.title = views.sheet.print[what];
  frame.srcdoc = paper[what];
  frame.addEventListener("load", () => {
    const own = frame.contentWindow!;
    own.addEventListener("afterprint", () => frame.remove());
    own.focus();
    own.print();
  });
  document.querySelector(".paper")?.remove();
  document.documentElement.append(frame);
}
