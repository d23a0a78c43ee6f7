/** The standard's numbers for the types of what tensors hold. */
export const TYPE = { float32: 1, int32: 6, int64: 7, string: 8, float64: 11 } as const;
/** Those for the types of attributes. */
export const ATTRIBUTE = { float: 1, integer: 2, text: 3, tensor: 4, integers: 7, texts: 8 } as const;
/** The version of the format of files that is written. */
export const FILE_VERSION = 8;
/** The version of the standard operators that is written: of 2022. */
export const OPERATOR_SET = 17;
/** The set of operators that has those for tables, and its version: of 2022. */
export const TABLES = "ai.onnx.ml";
export const TABLES_SET = 3;
