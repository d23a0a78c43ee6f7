/** What a caller's own code throws comes out as it is. */
const CALLERS_OWN = /thrown by the caller|^Class constructor Foreign/;

/** Whether an error is what the caller's own code threw. */
export const thrownByCaller = (error: unknown): boolean => error instanceof Error && CALLERS_OWN.test(error.message);
