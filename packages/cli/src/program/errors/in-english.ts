/** What a user of the command does about a cell without a value, where the packages advise a programmer. */
const REMEDIES: readonly (readonly [advice: RegExp, remedy: string])[] = [
  [
    /(?<=the (number|category) is missing\. ).*/s,
    'The cell is empty, or says so (NA, NaN or ?). Leave the row out, or say in columns.inputs what such a cell is, "missing".',
  ],
  [/(?<=the answer is missing, .*Leave such rows out):.*/s, "."],
  [/(?<=the value is missing\. )table\..*/s, "The cell is empty, or says so (NA, NaN or ?). Leave the row out."],
];

/** What the packages say is wrong, for a user of the command. */
export function errorInEnglish({ message }: Error): string {
  return REMEDIES.reduce((told, [advice, remedy]) => told.replace(advice, remedy), message);
}
