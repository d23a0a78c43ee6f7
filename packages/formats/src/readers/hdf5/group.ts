import { show } from "@nn/core/component";
import type { Bytes } from "./cursor.js";

/** Names of Keras are short; a long one is no name. */
const LONGEST_NAME = 1024;

/** The addresses of a group's members by name, from its tree and its heap of names. */
export function membersOf(bytes: Bytes, tree: number, heap: number): Map<string, number> {
  const heapCursor = bytes.from(heap).expect("HEAP", "heap of names").skip(4);
  const size = heapCursor.long();
  const names = bytes.slice(heapCursor.skip(8).long(), size);
  const members = new Map<string, number>();
  for (const node of leavesOf(bytes, tree)) {
    const cursor = bytes.from(node).expect("SNOD", "node of a group").skip(2);
    const count = cursor.short();
    for (let i = 0; i < count; i++) {
      bytes.step();
      const name = nameAt(bytes, names, cursor.long());
      const address = cursor.long();
      // What a name stands for may be another name: in an untrusted file that may lead in circles.
      if (cursor.word() === 2) throw bytes.wrong(`has the symbolic link ${show(name)}, which isn't read`);
      cursor.skip(20);
      members.set(name, address);
    }
  }
  return members;
}

/** The addresses that a tree's leaves hold, in order. */
function leavesOf(bytes: Bytes, tree: number): number[] {
  let level = Number.POSITIVE_INFINITY;
  let nodes = [tree];
  while (level > 0) {
    const children: number[] = [];
    let next = 0;
    for (const node of nodes) {
      const cursor = bytes.from(node).expect("TREE", "tree");
      if (cursor.byte() !== 0) throw bytes.wrong(`has a tree of another kind at byte ${node} than a group has`);
      next = cursor.byte();
      if (next >= level) throw bytes.wrong(`has a tree at byte ${node} that doesn't end`);
      const count = cursor.short();
      cursor.skip(16);
      for (let i = 0; i < count; i++) {
        bytes.step();
        children.push(cursor.skip(8).long());
      }
    }
    level = next;
    nodes = children;
  }
  return nodes;
}

function nameAt(bytes: Bytes, names: Uint8Array, at: number): string {
  const end = names.subarray(at, at + LONGEST_NAME).indexOf(0);
  if (end === -1) throw bytes.wrong("has a name that doesn't end");
  return String.fromCharCode(...names.subarray(at, at + end));
}
