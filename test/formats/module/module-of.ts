import type { Sequential } from "@nn/core";
import { toModule } from "@nn/formats";

/** What a module of a network offers. */
export interface NetworkModule {
  predict(inputs: unknown): unknown;
}

/** The module of a text. */
async function imported(text: string): Promise<NetworkModule> {
  return (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(text)}`)) as NetworkModule;
}

export function moduleOf(network: Sequential): Promise<NetworkModule> {
  return imported(toModule(network));
}
