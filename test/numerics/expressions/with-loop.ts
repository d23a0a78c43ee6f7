import { Computation } from "@nn/core/component";
import { writtenLoop } from "@nn/numerics";

/** The same computation with the loop that the build writes for it. */
export async function withLoop(computation: Computation): Promise<Computation> {
  const { parameters, lines, used } = writtenLoop(computation);
  const source = `(${parameters.join(", ")}) => { ${lines.join("\n")} }`;
  const elementary = import.meta.resolve("@nn/core/component");
  const imports = used.length > 0 ? `import { ${used.join(", ")} } from ${JSON.stringify(elementary)};` : "";
  const module = (await import(
    /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(`${imports}export const loop = ${source};`)}`
  )) as { loop: ConstructorParameters<typeof Computation>[1] };
  return new Computation(computation.text, module.loop);
}
