import { OptionError, positiveInteger } from "@nn/core/component";

/**
 * Into how many groups channels and filters are divided.
 *
 * @throws OptionError for anything but a whole number of at least 1 that divides both.
 */
export function checkGroups(where: string, groups: number, channels: number, filters: number): number {
  positiveInteger(where, groups);
  if (channels % groups === 0 && filters % groups === 0) return groups;
  throw new OptionError(
    `${where} must divide both the channels and the filters, but ${groups} doesn't divide ${channels} and ${filters}.`,
  );
}
