/** Whether all is tried, by `npm run check:thorough`: what takes long, and says little that the rest doesn't say, is left out otherwise. */
export const isThorough: boolean = process.env.THOROUGH === "1";
