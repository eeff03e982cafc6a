// SHA-512 (FIPS 180-4); words of 64 bits are whole numbers of the language.

import { read64, write64 } from "./bytes.js";
import { CUBE_ROOTS, SQUARE_ROOTS } from "./constants.js";

function turn64(word, by) {
  return BigInt.asUintN(64, (word >> by) | (word << (64n - by)));
}

function padded512(message) {
  const whole = new Uint8Array(Math.ceil((message.length + 17) / 128) * 128);
  whole.set(message);
  whole[message.length] = 0x80;
  const view = new DataView(whole.buffer);
  write64(view, whole.length - 8, BigInt(message.length) * 8n);
  return view;
}

function schedule512(view, start) {
  const words = [];
  for (let place = 0; place < 16; place += 1) words.push(read64(view, start + place * 8));
  for (let place = 16; place < 80; place += 1) {
    const early = words[place - 15];
    const late = words[place - 2];
    const first = turn64(early, 1n) ^ turn64(early, 8n) ^ (early >> 7n);
    const second = turn64(late, 19n) ^ turn64(late, 61n) ^ (late >> 6n);
    words.push(BigInt.asUintN(64, words[place - 16] + first + words[place - 7] + second));
  }
  return words;
}

function mix512(state, words) {
  let [a, b, c, d, e, f, g, h] = state;
  for (let place = 0; place < 80; place += 1) {
    const choice = (e & f) ^ (BigInt.asUintN(64, ~e) & g);
    const most = (a & b) ^ (a & c) ^ (b & c);
    const first = h + (turn64(e, 14n) ^ turn64(e, 18n) ^ turn64(e, 41n)) + choice + CUBE_ROOTS[place] + words[place];
    const second = (turn64(a, 28n) ^ turn64(a, 34n) ^ turn64(a, 39n)) + most;
    [h, g, f, e, d, c, b, a] = [g, f, e, BigInt.asUintN(64, d + first), c, b, a, BigInt.asUintN(64, first + second)];
  }
  return [a, b, c, d, e, f, g, h].map((word, place) => BigInt.asUintN(64, word + state[place]));
}

export function sha512(message) {
  const view = padded512(message);
  let state = SQUARE_ROOTS;
  for (let start = 0; start < view.byteLength; start += 128) state = mix512(state, schedule512(view, start));
  const digest = new DataView(new ArrayBuffer(64));
  state.forEach((word, place) => write64(digest, place * 8, word));
  return new Uint8Array(digest.buffer);
}
