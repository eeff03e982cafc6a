// Ed25519 signatures, checked only (RFC 8032, 5.1.7), without the cofactor and strictly: S below the group's order,
// key and R in their one encoding, neither of them of small order. So a signature cannot be bent into another one.

import { join, same } from "./bytes.js";
import { sha512 } from "./sha512.js";

const FIELD = 2n ** 255n - 19n;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

function inField(number) {
  const rest = number % FIELD;
  return rest < 0n ? rest + FIELD : rest;
}

function power(base, exponent) {
  let result = 1n;
  for (let square = base; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = inField(result * square);
    square = inField(square * square);
  }
  return result;
}

const CURVE = inField(-121665n * power(121666n, FIELD - 2n));
const ROOT_OF_MINUS_ONE = power(2n, (FIELD - 1n) / 4n);

/** A whole number from bytes, the lowest first. */
function little(bytes) {
  return bytes.reduceRight((number, byte) => (number << 8n) | BigInt(byte), 0n);
}

// Points in extended coordinates (x = X/Z, y = Y/Z, XY = ZT); this addition is right for every two points.
const NOTHING = [0n, 1n, 1n, 0n];

function add([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = inField((y1 - x1) * (y2 - x2));
  const b = inField((y1 + x1) * (y2 + x2));
  const c = inField(2n * CURVE * inField(t1 * t2));
  const d = inField(2n * z1 * z2);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [inField(e * f), inField(g * h), inField(f * g), inField(e * h)];
}

function negative([x, y, z, t]) {
  return [inField(-x), y, z, inField(-t)];
}

function isNothing([x, y, z]) {
  return x === 0n && y === z;
}

function isOfSmallOrder(point) {
  const twice = add(point, point);
  const fourfold = add(twice, twice);
  return isNothing(add(fourfold, fourfold));
}

/** x of a y on the curve with the asked lowest bit; null where there is none. */
function xOf(y, odd) {
  const above = inField(y * y - 1n);
  const below = inField(CURVE * inField(y * y) + 1n);
  const square = inField(above * power(below, FIELD - 2n));
  let x = power(square, (FIELD + 3n) / 8n);
  if (inField(x * x - square) !== 0n) x = inField(x * ROOT_OF_MINUS_ONE);
  if (inField(x * x - square) !== 0n || (x === 0n && odd)) return null;
  return Boolean(x & 1n) === odd ? x : FIELD - x;
}

/** The point of 32 bytes; null when they are not the one encoding of a point. */
function pointOf(bytes) {
  const number = little(bytes);
  const y = BigInt.asUintN(255, number);
  const x = y < FIELD ? xOf(y, number >> 255n === 1n) : null;
  return x === null ? null : [x, y, 1n, inField(x * y)];
}

function encoded([x, y, z]) {
  const inverse = power(z, FIELD - 2n);
  const number = inField(y * inverse) | ((inField(x * inverse) & 1n) << 255n);
  return Uint8Array.from({ length: 32 }, (_, place) => Number((number >> BigInt(8 * place)) & 255n));
}

const BASE = pointOf(new Uint8Array(32).fill(0x66).fill(0x58, 0, 1));

/** s·BASE + k·point, both bit by bit together; nothing here is secret, so time may tell. */
function combined(s, k, point) {
  const choice = [NOTHING, BASE, point, add(BASE, point)];
  let sum = NOTHING;
  for (let bit = 252n; bit >= 0n; bit -= 1n) {
    sum = add(sum, sum);
    const which = Number(((s >> bit) & 1n) | (((k >> bit) & 1n) << 1n));
    if (which > 0) sum = add(sum, choice[which]);
  }
  return sum;
}

/** Whether `signature` (64 bytes) of `message` was made with the secret of `key` (32 bytes). */
export function signed(key, message, signature) {
  if (key.length !== 32 || signature.length !== 64) return false;
  const start = signature.subarray(0, 32);
  const s = little(signature.subarray(32));
  const point = pointOf(key);
  if (s >= ORDER || point === null || isOfSmallOrder(point)) return false;
  const k = little(sha512(join(start, key, message))) % ORDER;
  const found = combined(s, k, negative(point));
  return !isOfSmallOrder(found) && same(encoded(found), start);
}
