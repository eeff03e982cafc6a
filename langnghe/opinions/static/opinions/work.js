// A receipt that waits in a flood: the browser does a second of work to show that somebody is behind it, so that the
// sender need not answer the question. Own SHA-256 (FIPS 180-4): on plain http a page has no crypto.subtle.
const form = document.querySelector("[data-challenge]");

const primes = [];
for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p)) primes.push(n);
const fraction = (x) => ((x - Math.floor(x)) * 2 ** 32) | 0;
const ROUND = Int32Array.from(primes, (p) => fraction(Math.cbrt(p)));
const START = Int32Array.from(primes.slice(0, 8), (p) => fraction(Math.sqrt(p)));
const turn = (x, by) => (x >>> by) | (x << (32 - by));

// The first 32 bits of the digest of an ASCII text.
const begins = (text) => {
  const blocks = ((text.length + 8) >> 6) + 1;
  const words = new Int32Array(blocks * 16);
  for (let i = 0; i < text.length; i++) words[i >> 2] |= text.charCodeAt(i) << (24 - (i % 4) * 8);
  words[text.length >> 2] |= 0x80 << (24 - (text.length % 4) * 8);
  words[words.length - 1] = text.length * 8;
  const state = Int32Array.from(START);
  const w = new Int32Array(64);
  for (let block = 0; block < words.length; block += 16) {
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
      if (i < 16) w[i] = words[block + i];
      else {
        const s0 = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ (w[i - 15] >>> 3);
        const s1 = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ (w[i - 2] >>> 10);
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
      }
      const t1 = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + ROUND[i] + w[i];
      const t2 = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((value, i) => (state[i] += value));
  }
  return state[0] >>> 0;
};

const send = async (nonce) => {
  const body = new URLSearchParams(new FormData(form));
  body.set("nonce", nonce);
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "text/plain" } });
  if (answer.ok) form.parentElement.replaceChildren(form.querySelector("[data-thanks]").content);
};

// A few milliseconds at a time, so that the page stays usable; most phones are done in two seconds.
const work = (nonce) => {
  for (const end = performance.now() + 12; performance.now() < end; nonce++) {
    if (begins(`${form.dataset.challenge}:${nonce}`) < 2 ** 16) return send(nonce);
  }
  setTimeout(work, 0, nonce);
};

if (form) work(0);
