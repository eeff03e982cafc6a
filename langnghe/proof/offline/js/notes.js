// Signed notes and their keys (c2sp.org/signed-note): a text, an empty line, and one line for each signature.

import { demand, fromBase64, fromHex, fromUtf8, join, read64, same, toUtf8 } from "./bytes.js";
import { signed } from "./ed25519.js";
import { sha256 } from "./sha256.js";

/** What a key signs: the text itself, or a witness's statement about it with a time. */
export const LOG_KEY = 0x01;
export const WITNESS_KEY = 0x04;

const YEAR_3000 = 32503680000n;
const MOST_SIGNATURES = 100;
const NAME = /^[^+\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/;

/** A key from its line `name+id+base64`; only the one spelling is taken. */
export function parseKey(text, kind) {
  const [, name, id, secret] = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) || [];
  demand(name !== undefined && NAME.test(name));
  const bytes = fromBase64(secret, 33);
  demand(bytes[0] === kind);
  const key = { text, name, kind, id: fromHex(id), bytes: bytes.subarray(1) };
  demand(same(key.id, sha256(join(toUtf8(`${name}\n`), bytes)).subarray(0, 4)));
  return key;
}

/** What people compare by eye: the first 16 bytes of the key line's SHA-256, in eight groups. */
export function fingerprint(key) {
  return Array.from(sha256(toUtf8(key.text)).subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0"))
    .join("")
    .replace(/(.{4})(?!$)/g, "$1 ");
}

/** A note's text, with its last line end, and its signature lines. */
export function parseNote(bytes) {
  const whole = fromUtf8(bytes);
  const end = whole.lastIndexOf("\n\n");
  demand(end >= 0 && whole.endsWith("\n"));
  const lines = whole.slice(end + 2, -1).split("\n").map(parseSignature);
  demand(lines.length <= MOST_SIGNATURES);
  const owners = new Set(lines.map((line) => `${line.name}+${line.id}`));
  demand(owners.size === lines.length);
  return { text: whole.slice(0, end + 1), lines };
}

function parseSignature(line) {
  const [, name, value] = /^\u2014 ([^ ]+) ([A-Za-z0-9+/=]+)$/.exec(line) || [];
  demand(name !== undefined && NAME.test(name));
  const bytes = fromBase64(value);
  demand(bytes.length > 4);
  return { name, id: bytes.subarray(0, 4), bytes: bytes.subarray(4) };
}

/** The one signature line of a key; undefined without one. */
export function lineOf(note, key) {
  return note.lines.find((line) => line.name === key.name && same(line.id, key.id));
}

/** Whether a signature line was made with this key over the note's text. */
export function fits(note, key, line) {
  if (key.kind === LOG_KEY) return signed(key.bytes, toUtf8(note.text), line.bytes);
  if (line.bytes.length !== 72 || timeOf(line) >= YEAR_3000) return false;
  return signed(key.bytes, toUtf8(`cosignature/v1\ntime ${timeOf(line)}\n${note.text}`), line.bytes.subarray(8));
}

/** The second in which a witness signed, since 1970. */
export function timeOf(line) {
  return read64(new DataView(line.bytes.buffer, line.bytes.byteOffset), 0);
}
