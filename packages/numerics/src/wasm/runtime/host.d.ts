// As much of what browsers and Node have in common as is used here. It is in the types of both, and in neither's alone.

declare namespace WebAssembly {
  class Memory {
    constructor(descriptor: { initial: number; maximum: number; shared: boolean });
    readonly buffer: ArrayBufferLike;
  }
  class Table {
    constructor(descriptor: { initial: number; element: "anyfunc" });
    readonly length: number;
    grow(by: number): number;
    set(place: number, made: ((...numbers: number[]) => number) | null): void;
  }
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports: { env: Record<string, object> });
    readonly exports: Readonly<Record<string, (...numbers: number[]) => number>>;
  }
}

declare class URL {
  constructor(path: string, base?: string);
}

interface ImportMeta {
  readonly url: string;
}
