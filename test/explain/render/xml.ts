/** An element with what is in it, or a text. */
export type Node =
  | string
  | { readonly name: string; readonly attributes: Readonly<Record<string, string>>; readonly inside: readonly Node[] };

const TOKEN = /<(\/?)([a-zA-Z][\w-]*)((?: [\w:-]+="[^"<]*")*)>|([^<]+)/y;
const TEXT = /^(?:[^&>]|&(?:amp|lt|gt|quot|#x27);)*$/;
const ENTITIES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#x27;": "'",
};

/** Reads well-formed XML with one outermost element, and throws for anything else. */
export function readXml(xml: string): Node {
  const open: { name: string; attributes: Record<string, string>; inside: Node[] }[] = [
    { name: "", attributes: {}, inside: [] },
  ];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < xml.length; at = TOKEN.lastIndex) {
    const [, closes, name, attributes = "", text] = TOKEN.exec(xml) ?? [];
    if (text !== undefined) open.at(-1)!.inside.push(plain(text));
    else if (name === undefined) throw new Error(`not XML: ${xml.slice(at, at + 60)}`);
    else if (closes === "") {
      const pairs = [...attributes.matchAll(/ ([\w:-]+)="([^"]*)"/g)].map(
        ([, key, value]) => [key!, plain(value!)] as const,
      );
      if (new Set(pairs.map(([key]) => key)).size < pairs.length) throw new Error(`an attribute twice: ${attributes}`);
      open.push({ name, attributes: Object.fromEntries(pairs), inside: [] });
    } else {
      const done = open.pop()!;
      if (done.name !== name || open.length === 0) throw new Error(`</${name}> closes <${done.name}>`);
      open.at(-1)!.inside.push(done);
    }
  }
  const [root, ...more] = open.at(-1)!.inside.filter((node) => typeof node !== "string" || node.trim() !== "");
  if (open.length > 1 || root === undefined || more.length > 0) throw new Error("not one element from end to end");
  return root;
}

function plain(text: string): string {
  if (!TEXT.test(text)) throw new Error(`not XML: ${text}`);
  return text.replace(/&[\w#]+;/g, (entity) => ENTITIES[entity]!);
}

/** All elements of a name, from the first to the last. */
export function elementsOf(node: Node, name: string): Exclude<Node, string>[] {
  if (typeof node === "string") return [];
  return [...(node.name === name ? [node] : []), ...node.inside.flatMap((inner) => elementsOf(inner, name))];
}
