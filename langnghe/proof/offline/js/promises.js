// The promise that comes with the receipt: by when a leaf will be in the log. Signed by the intake, for whose key the
// log's key vouches, so that anybody can show a promise that was not kept.

import { Refusal, demand, demandMoment, fromBase64, fromUtf8, same, toUtf8 } from "./bytes.js";
import { LOG_KEY, parseKey, parseNote } from "./notes.js";
import { parseOpening } from "./openings.js";
import { demandSigned } from "./proofs.js";

export const PROMISE = "langnghe/promise-file/v1\n";

/** The parts of a promise file, each in its strict form. */
export function parsePromise(bytes) {
  const text = fromUtf8(bytes);
  const end = text.indexOf("\n\n");
  demand(end >= 0);
  const lines = text.slice(PROMISE.length, end).split("\n");
  demand(lines.length === 2 && lines[0].startsWith("extra ") && lines[1].startsWith("certificate "));
  const [extra, certificate] = [fromBase64(lines[0].slice(6)), fromBase64(lines[1].slice(12))];
  const note = parseNote(toUtf8(text.slice(end + 2)));
  return { note, ...parseNoted(note.text), certificate: parseCertificate(certificate), opening: parseOpening(extra) };
}

function parseNoted(text) {
  const [first, origin, leaf, due] = linesOf(text, 4);
  demand(first === "langnghe/promise/v1");
  return { origin, leaf: fromBase64(leaf, 32), due: second(due) };
}

function parseCertificate(bytes) {
  const note = parseNote(bytes);
  const [first, origin, key, until] = linesOf(note.text, 4);
  demand(first === "langnghe/intake/v1");
  return { note, origin, key: parseKey(key, LOG_KEY), until: second(until) };
}

function linesOf(text, count) {
  const lines = text.slice(0, -1).split("\n");
  demand(lines.length === count && lines.every((line) => line !== ""));
  return lines;
}

function second(text) {
  demandMoment(text);
  return text;
}

/** Refuse unless the log's key vouches for the intake's, and the intake promised just this leaf. */
export function demandPromised({ note, origin, leaf, due, certificate, opening }) {
  demand(opening.logs.every((key) => key.name === origin), "other-origin");
  demandCertified(certificate, origin, due, opening.logs);
  demandSigned(note, [certificate.key]);
  demand(same(leaf, opening.leaf), "other-leaf");
}

function demandCertified(certificate, origin, due, logs) {
  demand(certificate.origin === origin && certificate.key.name === `${origin}/intake`, "not-certified");
  demand(due <= certificate.until, "not-certified");
  try {
    demandSigned(certificate.note, logs);
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal("not-certified");
    throw error;
  }
}
