// A run that is interrupted leaves the processes that its tests run in. They end by themselves, and with them what the
// tests have started: browsers and other programs. Files that share a process wait for that once.
const WAITS = Symbol.for("ends with the run");

if (!(WAITS in process)) {
  Object.defineProperty(process, WAITS, { value: true });
  process.once("disconnect", () => process.exit(1));
}
