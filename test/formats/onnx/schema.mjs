// Makes packages/formats/src/onnx/schema/messages.ts of the published schema: the fields that are read and written.
import { readFileSync, writeFileSync } from "node:fs";
import { parse } from "protocol-buffers-schema";

const FOLDER = new URL("../../../packages/formats/src/onnx/schema/", import.meta.url);
const FILE = new URL("messages.ts", FOLDER);

/** What is left out is skipped in a file; a file that needs it has an operator, or a name, that is refused. */
const LEFT_OUT = new Set([
  ...["ModelProto.training_info", "ModelProto.functions", "GraphProto.sparse_initializer", "GraphProto.value_info"],
  ...["GraphProto.quantization_annotation", "TensorProto.segment", "TensorProto.uint64_data"],
  ...["AttributeProto.g", "AttributeProto.graphs", "AttributeProto.sparse_tensor", "AttributeProto.sparse_tensors"],
  ...["AttributeProto.tp", "AttributeProto.type_protos", "AttributeProto.tensors", "AttributeProto.ref_attr_name"],
  ...["TypeProto.sequence_type", "TypeProto.map_type", "TypeProto.optional_type", "TypeProto.sparse_tensor_type"],
]);
/** Bytes that are always texts. */
const TEXTS = new Set(["AttributeProto.s", "AttributeProto.strings", "TensorProto.string_data"]);
/** Texts about a part of a model are skipped, but for the model's own. */
const isLeftOut = (message, field) =>
  LEFT_OUT.has(`${message}.${field}`) || (field === "doc_string" && message !== "ModelProto");

/** The module's text. */
export function messagesModule() {
  // The parser doesn't know the empty statement, which the schema has behind some messages.
  const schema = readFileSync(new URL("onnx.proto", FOLDER), "utf8").replace(/^(\s*)\};$/gm, "$1}");
  const { messages } = parse(schema);
  const all = new Map();
  const add = (list) => {
    for (const message of list) {
      all.set(message.name, message);
      add(message.messages);
    }
  };
  add(messages);
  const lines = [];
  const seen = new Set();
  const write = (name) => {
    if (seen.has(name)) return;
    seen.add(name);
    const { fields } = all.get(name);
    const kept = fields
      .filter((field) => !isLeftOut(name, field.name))
      .map((field) => ({ ...field, type: field.type.split(".").at(-1) }));
    lines.push(`  ${name}: {`);
    for (const { name: field, tag, type, repeated, options } of kept) {
      const known = TEXTS.has(`${name}.${field}`) ? "string" : /^[a-z]/.test(type) || all.has(type) ? type : "int32";
      const many = options.packed === "true" ? ', "packed"' : repeated ? ', "repeated"' : "";
      lines.push(`    ${field}: [${tag}, "${known}"${many}],`);
    }
    lines.push("  },");
    for (const { type } of kept) if (all.has(type)) write(type);
  };
  write("ModelProto");
  return [
    "/** The fields of messages: number, type, and whether there may be several. Made of onnx.proto by `npm run build:schema`. */",
    "export const MESSAGES = {",
    ...lines,
    "} as const;",
    "",
  ].join("\n");
}

if (process.argv[1] === new URL(import.meta.url).pathname) writeFileSync(FILE, messagesModule());
