// Bytes and their texts, strictly: whatever could be written in two ways is refused in all but one.

/** Why a file is not accepted; `reason` is the code that page and command share. */
export class Refusal extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

export function demand(condition, reason = "damaged") {
  if (!condition) throw new Refusal(reason);
}

export function same(one, other) {
  return one.length === other.length && one.every((byte, place) => byte === other[place]);
}

export function join(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}

export function toHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function fromHex(text) {
  demand(/^(?:[0-9a-f]{2})*$/.test(text));
  return Uint8Array.from(text.match(/../g) || [], (pair) => parseInt(pair, 16));
}

export function toUtf8(text) {
  return new TextEncoder().encode(text);
}

/** Text of bytes that are UTF-8 without control characters but line ends. */
export function fromUtf8(bytes) {
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refusal("damaged");
  }
  demand(!/[\0-\x09\x0b-\x1f]/.test(text));
  return text;
}

export function toBase64(bytes) {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** Bytes of standard base64 with padding; other spellings of the same bytes are refused. */
export function fromBase64(text, length) {
  demand(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text));
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  demand(toBase64(bytes) === text);
  demand(length === undefined || bytes.length === length);
  return bytes;
}

/** A whole number below 2^63, as people write it. */
export function fromDecimal(text) {
  demand(/^(?:0|[1-9][0-9]{0,18})$/.test(text));
  const number = BigInt(text);
  demand(number < 1n << 63n);
  return number;
}

/** A moment of the years 2000 to 2999 that there is, in UTC; as texts such moments are ordered as they are in time. */
export function demandMoment(text) {
  const moment = /^2[0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/.test(text) ? new Date(text) : new Date(NaN);
  demand(!isNaN(moment.getTime()) && moment.toISOString().replace(".000Z", "Z") === text);
}

// Safari 14 cannot read or write 64 bits at once.

export function read64(view, place) {
  return (BigInt(view.getUint32(place)) << 32n) | BigInt(view.getUint32(place + 4));
}

export function write64(view, place, number) {
  view.setUint32(place, Number(number >> 32n));
  view.setUint32(place + 4, Number(number & 0xffffffffn));
}
