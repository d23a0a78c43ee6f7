/** The link that the page was opened with: by its address, or else by its file, or none. */
export function linkHere(): string {
  return location.hash.slice(1) || document.documentElement.dataset.link || "";
}

/** Has the address lead to a link. */
export function leadTo(link: string): void {
  history.replaceState(null, "", `#${link}`);
}
