// What the seconds of one run are shown as.

/** @param {number} count how many updates or predictions a run makes */
export const microseconds = (what, count) => ({ label: `µs ${what}`, of: (seconds) => (seconds * 1e6) / count });

/** @param {number} count how many examples a run goes through */
export const samplesPerSecond = (count) => ({ label: "samples/s", of: (seconds) => count / seconds });
