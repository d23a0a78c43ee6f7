import { Computation } from "@nn/core/component";
import { loopOf } from "../../kernels/loops.mjs";

/** The same computation with the loop that the build writes for it. */
export async function withLoop({ text }: Computation): Promise<Computation> {
  const { source, used } = loopOf(text);
  const elementary = import.meta.resolve("@nn/core/component");
  const imports = used.length > 0 ? `import { ${used.join(", ")} } from ${JSON.stringify(elementary)};` : "";
  const module = (await import(
    /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(`${imports}export const loop = ${source};`)}`
  )) as { loop: ConstructorParameters<typeof Computation>[1] };
  return new Computation(text, module.loop);
}
