// One file in, one verdict out: the same codes as `langnghe receipts verify` gives.

import { Refusal, demand, same, toUtf8 } from "./bytes.js";
import { fingerprint, lineOf, timeOf } from "./notes.js";
import { demandReceived, isAbout } from "./openings.js";
import { PROMISE, demandPromised, parsePromise } from "./promises.js";
import { PROOF, demandProven, parseProof } from "./proofs.js";

const MOST_BYTES = 65536;

/**
 * What a proof file shows: `{ reason, good, … }`. `keys`: lines of the logs' keys that the asker trusts; none: any.
 * `words`: what was sent, or null when it is not to be compared.
 */
export function checkProof(bytes, { keys = [], words = null } = {}) {
  return verdict(words, () => {
    demandKind(bytes, PROOF, "not-a-proof");
    const proof = parseProof(bytes);
    demandTrusted(proof.opening, keys);
    demandProven(proof);
    demandWords(proof.opening, words);
    return { reason: "proven", ...facts(proof.opening, keys), size: String(proof.head.size), ...cosigned(proof) };
  });
}

/** What a promise file shows, in the same way. */
export function checkPromise(bytes, { keys = [], words = null } = {}) {
  return verdict(words, () => {
    demandKind(bytes, PROMISE, "not-a-promise");
    const promise = parsePromise(bytes);
    demandTrusted(promise.opening, keys);
    demandPromised(promise);
    demandWords(promise.opening, words);
    return { reason: "promised", ...facts(promise.opening, keys), due: promise.due, leaf: promise.leaf };
  });
}

/** Whichever of the two the file is; what is neither is judged as a proof. */
export function check(bytes, asked) {
  return begins(bytes, PROMISE) ? checkPromise(bytes, asked) : checkProof(bytes, asked);
}

function verdict(words, find) {
  try {
    const found = find();
    return { good: true, ...found, reason: words === null ? found.reason : `${found.reason}-words` };
  } catch (error) {
    if (error instanceof Refusal) return { good: false, reason: error.reason };
    throw error;
  }
}

function begins(bytes, first) {
  return same(bytes.subarray(0, first.length), toUtf8(first));
}

function demandKind(bytes, first, otherwise) {
  demand(bytes.length <= MOST_BYTES, "too-big");
  demand(begins(bytes, first), otherwise);
}

function demandTrusted(opening, keys) {
  demandReceived(opening);
  demand(keys.length === 0 || opening.logs.some((key) => keys.includes(key.text)), "other-log");
}

function demandWords(opening, words) {
  demand(words === null || isAbout(opening, words), "other-words");
}

/** What can be told in any case; `known`: whether the asker had named the log's key. */
function facts({ serial, number, hour, logs }, keys) {
  const log = logs.find((key) => keys.includes(key.text)) || logs[0];
  return { serial, number, hour, origin: log.name, log: log.text, fingerprint: fingerprint(log), known: keys.length > 0 };
}

function cosigned({ opening, note }) {
  return {
    witnesses: opening.witnesses.map((key) => ({
      name: key.name,
      time: Number(timeOf(lineOf(note, key))),
      fingerprint: fingerprint(key),
    })),
  };
}
