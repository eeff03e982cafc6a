// The tree (RFC 6962, 2.1): where a leaf stands is shown by the hashes beside its way to the top.

import { demand, join, same, toHex, toUtf8 } from "./bytes.js";
import { sha256 } from "./sha256.js";

/** SHA-256(domain ‖ 0 ‖ salt ‖ content): says nothing about the content to whoever lacks the salt. */
export function commitment(domain, salt, content) {
  return sha256(join(toUtf8(`${domain}\0`), salt, content));
}

/** The hash of the public, opaque leaf that stands for a record. */
export function leafHash(salt, record) {
  const opaque = toHex(commitment("langnghe/leaf/v1", salt, record));
  return sha256(toUtf8(`\0langnghe/leaf/v1\n${opaque}\n`));
}

function nodeHash(left, right) {
  return sha256(join([1], left, right));
}

/** Refuse unless the path leads from the leaf at `index` to the root of a tree of `size` leaves. */
export function demandIn(leaf, index, size, path, root) {
  demand(index < size, "not-in-log");
  let [place, last, hash] = [index, size - 1n, leaf];
  for (const beside of path) {
    demand(last > 0n, "not-in-log");
    while (!(place & 1n) && place === last) [place, last] = [place >> 1n, last >> 1n];
    hash = place & 1n ? nodeHash(beside, hash) : nodeHash(hash, beside);
    [place, last] = [place >> 1n, last >> 1n];
  }
  demand(last === 0n && same(hash, root), "not-in-log");
}
