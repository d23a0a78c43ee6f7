/**
 * A worker of the page's own script, so that the file has it once. It is ready as soon as it says so with null: where the browser
 * refuses one, never.
 */
export class Thread<Job, Answer> {
  readonly #worker: Worker | null;
  #isReady = false;

  /** @param onFailed - Is told where it was ready, and can't go on. */
  constructor(onAnswer: (answer: Answer) => void, onFailed: () => void) {
    this.#worker = begun();
    if (this.#worker === null) return;
    this.#worker.onmessage = ({ data }: MessageEvent<Answer | null>) => {
      if (data === null) this.#isReady = true;
      else onAnswer(data);
    };
    this.#worker.onerror = (event) => {
      event.preventDefault();
      const wasReady = this.#isReady;
      this.#isReady = false;
      if (wasReady) onFailed();
    };
  }

  /** Gives it a job, in the place of the one that it has; null ends that. Says whether it takes one. */
  send(job: Job | null): boolean {
    if (this.#isReady) this.#worker!.postMessage(job);
    return this.#isReady;
  }
}

function begun(): Worker | null {
  try {
    const script = document.querySelector("script")!.textContent;
    return new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  } catch {
    return null;
  }
}
