// The opening: what the sender alone holds, and with which a leaf of the public log is shown to be theirs.

import { demand, demandMoment, fromBase64, fromHex, fromUtf8, join, same, toUtf8 } from "./bytes.js";
import { commitment, leafHash } from "./merkle.js";
import { LOG_KEY, WITNESS_KEY, parseKey } from "./notes.js";
import { sha256 } from "./sha256.js";

const FIRST = "langnghe/opening/v1\n";
const LAST = /^sum ([A-Za-z0-9+/=]+)\n$/;
const SERIAL = /^[A-Z]{2,4}[0-9]{2}-([1-9][0-9]{0,8})-[0-9A-HJKMNP-TV-Z]$/;
const RECORD = /^langnghe\/entry\/v1\n([a-z0-9_.]{1,80})\n([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}Z)\n(-|[0-9a-f]{64})\n([0-9a-f]{64})\n$/;
const MOST_LOGS = 4;
const RECEIVED = "opinion.received";

/** Lines read one after the other, each with its label. */
class Labelled {
  constructor(text) {
    demand(text.endsWith("\n"));
    this.lines = text.slice(0, -1).split("\n");
  }

  /** What stands behind the label on the next line. */
  next(label) {
    const [line] = this.lines.splice(0, 1);
    demand(line !== undefined && line.startsWith(`${label} `));
    return line.slice(label.length + 1);
  }

  /** All lines with this label that come now. */
  every(label) {
    const found = [];
    while (this.lines.length > 0 && this.lines[0].startsWith(`${label} `)) found.push(this.next(label));
    return found;
  }
}

export function isOpening(bytes) {
  return same(bytes.subarray(0, FIRST.length), toUtf8(FIRST));
}

/** What the opening says; refused when any line is not as it is written by the ward's machine. */
export function parseOpening(bytes) {
  demand(isOpening(bytes));
  const text = fromUtf8(bytes);
  const body = text.slice(0, text.lastIndexOf("\n", text.length - 2) + 1);
  const [, sum] = LAST.exec(text.slice(body.length)) || [];
  demand(sum !== undefined && same(fromBase64(sum, 32), sha256(toUtf8(body))));
  return parseBody(new Labelled(body.slice(FIRST.length)));
}

/** Refuse what is about another step than that an opinion was received, however true it is. */
export function demandReceived(opening) {
  demand(opening.kind === RECEIVED, "other-entry");
}

function parseBody(lines) {
  const serial = lines.next("serial");
  demand(SERIAL.test(serial));
  const logs = lines.every("log").map((line) => parseKey(line, LOG_KEY));
  const witnesses = lines.every("witness").map((line) => parseKey(line, WITNESS_KEY));
  demand(logs.length > 0 && logs.length <= MOST_LOGS);
  demand(new Set([...logs, ...witnesses].map((key) => key.text)).size === logs.length + witnesses.length);
  const leafSalt = fromBase64(lines.next("leaf-salt"), 32);
  const record = fromBase64(lines.next("record"));
  const wordsSalt = fromBase64(lines.next("words-salt"), 32);
  const photos = lines.every("photo").map((line) => fromBase64(line, 32));
  demand(lines.lines.length === 0);
  const leaf = leafHash(leafSalt, record);
  return { serial, number: SERIAL.exec(serial)[1], logs, witnesses, wordsSalt, photos, leaf, ...parseRecord(record) };
}

function parseRecord(bytes) {
  const [, kind, hour, , committed] = RECORD.exec(fromUtf8(bytes)) || [];
  demand(kind !== undefined);
  demandMoment(hour.replace("Z", ":00:00Z"));
  return { kind, hour, committed: fromHex(committed) };
}

/** Whether these are the words the record commits to: as they are, or without the line end a file puts behind them. */
export function isAbout(opening, words) {
  const bare = words.replace(/^\ufeff/, "");
  const plain = bare.replace(/\r\n/g, "\n");
  return [bare, plain.replace(/\n$/, "")].some((text) => {
    if (text.includes("\0")) return false;
    const content = join(toUtf8(text.normalize("NFC")), ...opening.photos.map((photo) => join([0], photo)));
    return same(commitment("langnghe/opinion/v1", opening.wordsSalt, content), opening.committed);
  });
}
