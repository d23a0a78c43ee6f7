import type { StopSignal } from "@nn/core/types";

/** A signal that tells when it aborts, as an `AbortSignal` does. */
interface TellingSignal extends StopSignal {
  addEventListener(kind: "abort", told: () => void): void;
  removeEventListener(kind: "abort", told: () => void): void;
}

/** What is waited for, or `undefined` as soon as the signal aborts. */
export async function unlessAborted<Value>(
  value: Promise<Value>,
  signal: StopSignal | undefined,
): Promise<Value | undefined> {
  if (signal === undefined || !("addEventListener" in signal)) return value;
  const telling = signal as TellingSignal;
  let told: () => void = () => {};
  const aborted = new Promise<undefined>((resolve) => {
    told = () => resolve(undefined);
  });
  telling.addEventListener("abort", told);
  // What fails later isn't waited for by anything.
  value.catch(() => {});
  try {
    return await Promise.race([value, aborted]);
  } finally {
    telling.removeEventListener("abort", told);
  }
}
