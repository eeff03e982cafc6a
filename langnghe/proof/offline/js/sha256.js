// SHA-256 (FIPS 180-4).

import { write64 } from "./bytes.js";
import { CUBE_ROOTS, SQUARE_ROOTS } from "./constants.js";

const WORDS_256 = CUBE_ROOTS.slice(0, 64).map((fraction) => Number(fraction >> 32n));
const START_256 = SQUARE_ROOTS.map((fraction) => Number(fraction >> 32n));

function turn32(word, by) {
  return (word >>> by) | (word << (32 - by));
}

/** The message, a one bit, zeros, and the message's length in bits at the end of the last block. */
function padded256(message) {
  const whole = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64);
  whole.set(message);
  whole[message.length] = 0x80;
  const view = new DataView(whole.buffer);
  write64(view, whole.length - 8, BigInt(message.length) * 8n);
  return view;
}

function schedule256(view, start) {
  const words = new Int32Array(64);
  for (let place = 0; place < 16; place += 1) words[place] = view.getInt32(start + place * 4);
  for (let place = 16; place < 64; place += 1) {
    const early = words[place - 15];
    const late = words[place - 2];
    const first = turn32(early, 7) ^ turn32(early, 18) ^ (early >>> 3);
    const second = turn32(late, 17) ^ turn32(late, 19) ^ (late >>> 10);
    words[place] = words[place - 16] + first + words[place - 7] + second;
  }
  return words;
}

function mix256(state, words) {
  let [a, b, c, d, e, f, g, h] = state;
  for (let place = 0; place < 64; place += 1) {
    const choice = (e & f) ^ (~e & g);
    const most = (a & b) ^ (a & c) ^ (b & c);
    const first = (h + (turn32(e, 6) ^ turn32(e, 11) ^ turn32(e, 25)) + choice + WORDS_256[place] + words[place]) | 0;
    const second = ((turn32(a, 2) ^ turn32(a, 13) ^ turn32(a, 22)) + most) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  return [a, b, c, d, e, f, g, h].map((word, place) => (word + state[place]) | 0);
}

export function sha256(message) {
  const view = padded256(message);
  let state = START_256.map((word) => word | 0);
  for (let start = 0; start < view.byteLength; start += 64) state = mix256(state, schedule256(view, start));
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, place) => digest.setInt32(place * 4, word));
  return new Uint8Array(digest.buffer);
}
