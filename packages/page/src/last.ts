/** What is asked for again and again, and takes its time: what was asked for before doesn't come after it. */
export class Last {
  #asked = 0;

  /** Takes what comes of it, unless something else was asked for by then. */
  async take<T>(coming: Promise<T>, take: (found: T) => void): Promise<void> {
    const asked = ++this.#asked;
    const found = await coming;
    if (asked === this.#asked) take(found);
  }
}
