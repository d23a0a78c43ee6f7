// A run that is interrupted leaves the processes that its tests run in. They end by themselves, and with them what the
// tests have started: browsers and other programs.
process.once("disconnect", () => process.exit(1));
