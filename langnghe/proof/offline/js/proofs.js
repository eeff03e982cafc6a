// A proof to keep (c2sp.org/tlog-proof@v1): the leaf's way to the top of the tree, and the head that the ward signed.

import { demand, fromBase64, fromDecimal, fromUtf8, toUtf8 } from "./bytes.js";
import { demandIn } from "./merkle.js";
import { fits, lineOf, parseNote } from "./notes.js";
import { isOpening, parseOpening } from "./openings.js";

export const PROOF = "c2sp.org/tlog-proof@v1\n";
const MOST_HASHES = 63;

/** The parts of a proof file, each in its strict form. */
export function parseProof(bytes) {
  const text = fromUtf8(bytes);
  const end = text.indexOf("\n\n");
  demand(end >= 0);
  const lines = text.slice(PROOF.length, end).split("\n");
  const extra = lines[0].startsWith("extra ") ? fromBase64(lines.shift().slice(6)) : null;
  const [, index] = /^index ([0-9]+)$/.exec(lines.shift() || "") || [];
  demand(index !== undefined && lines.length <= MOST_HASHES);
  const path = lines.map((line) => fromBase64(line, 32));
  const note = parseNote(toUtf8(text.slice(end + 2)));
  const parts = { index: fromDecimal(index), path, note, head: parseHead(note.text) };
  demand(extra !== null && isOpening(extra), "no-opening");
  return { ...parts, opening: parseOpening(extra) };
}

/** The head of the log: whose it is, how many leaves it covers, and the hash at the top. */
function parseHead(text) {
  const lines = text.split("\n");
  demand(lines.length === 4 && lines[0] !== "");
  return { origin: lines[0], size: fromDecimal(lines[1]), root: fromBase64(lines[2], 32) };
}

/** Refuse unless the leaf is in the log whose head every key named by the opening has signed. */
export function demandProven({ opening, index, path, head, note }) {
  demand(opening.logs.every((key) => key.name === head.origin), "other-origin");
  demandIn(opening.leaf, index, head.size, path, head.root);
  demandSigned(note, [...opening.logs, ...opening.witnesses]);
}

/** Refuse unless exactly these keys have signed the note. */
export function demandSigned(note, keys) {
  const lines = keys.map((key) => lineOf(note, key));
  demand(lines.every(Boolean) && note.lines.length === keys.length, "not-signed");
  demand(keys.every((key, place) => fits(note, key, lines[place])), "wrong-signature");
}
