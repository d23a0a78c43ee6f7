/** The link that the page was opened with: by its address, or else by its file, or to the first section. */
export function linkHere(): string {
  return location.hash.slice(1) || document.documentElement.dataset.link || "s=0.1";
}

/** Has the address lead to a link; or the next one, so that there is a way back to this one. */
export function leadTo(link: string, isNext = false): void {
  history[isNext ? "pushState" : "replaceState"](null, "", `#${link}`);
}

/** Whether the browser asks before the page is left: what is written on it isn't kept. */
export function askBeforeLeaving(isAsked: boolean): void {
  window.onbeforeunload = isAsked ? (event) => event.preventDefault() : null;
}
