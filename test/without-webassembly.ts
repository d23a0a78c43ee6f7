// Everything below runs as in an engine that has no WebAssembly, so that networks are on the reference backend.
Reflect.deleteProperty(globalThis, "WebAssembly");
