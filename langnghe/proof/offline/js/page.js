// What people see of the check. Nothing leaves this page: its own policy forbids every connection.

import { toUtf8 } from "./bytes.js";
import { check, checkPromise, checkProof } from "./checking.js";
import { LOG_KEY, fingerprint, parseKey } from "./notes.js";

const HOUR = 3600 * 1000;
const VIETNAM = 7 * HOUR;

class Page {
  constructor(carried) {
    this.texts = carried.texts;
    this.keys = carried.keys;
    this.language = document.documentElement.lang;
    this.proof = null;
    this.promise = null;
  }

  text(name, values = {}) {
    const said = this.texts[this.language][name];
    return Object.keys(values).reduce((text, value) => text.split(`{${value}}`).join(values[value]), said);
  }

  speak(language) {
    this.language = language;
    document.documentElement.lang = language;
    document.title = this.text("title");
    for (const part of document.querySelectorAll("[data-text]")) part.textContent = this.text(part.dataset.text);
    for (const button of document.querySelectorAll("[data-language]")) {
      button.setAttribute("aria-pressed", String(button.dataset.language === language));
    }
    this.showKeys();
    this.showAll();
  }

  showKeys() {
    const lines = this.keys.map((key) => {
      const spelled = fingerprint(parseKey(key.vkey, LOG_KEY));
      return element("li", [element("strong", key.ward), ` · ${key.origin} `, element("code", spelled)]);
    });
    const none = element("li", this.text("keys_none"));
    fill("keys", lines.length > 0 ? lines : [none]);
  }

  /** Judge again what was opened last, with the words that stand there now. */
  showAll() {
    const trusted = this.keys.map((key) => key.vkey);
    const typed = document.getElementById("words").value;
    const words = typed === "" ? null : typed;
    fill("proof-result", this.proof ? this.shown(check(this.proof, { keys: trusted, words })) : []);
    fill("promise-result", this.promise ? this.shown(checkPromise(this.promise, { keys: trusted })) : []);
  }

  shown(found) {
    return found.good ? this.goodParts(found) : [this.badPart(found)];
  }

  badPart({ reason }) {
    const advice = element("p", this.text(reason.startsWith("other-") ? "bad_advice_other" : "bad_advice"));
    return element("div", [element("h3", `✗ ${this.text(`bad_${name(reason)}`)}`), advice], "box bad");
  }

  goodParts(found) {
    const head = element("h3", `✓ ${this.text(`good_${name(found.reason)}`, found)}`);
    const more = found.due ? this.promiseLines(found) : [this.text(found.reason === "proven" ? "words_not" : "words_good")];
    const box = element("div", [head, ...more.map((line) => element("p", line))], "box good");
    return [box, ...this.warnings(found), this.factList(found)];
  }

  promiseLines({ due }) {
    const values = { due: this.moment(new Date(due)) };
    const over = Date.now() > new Date(due).getTime();
    return [this.text("promise_due", values), this.text(over ? "promise_over" : "promise_waits", values)];
  }

  warnings(found) {
    if (found.known) return [];
    const text = this.text("key_unknown", { origin: found.origin });
    return [element("div", [element("p", text), element("p", [element("code", found.fingerprint)])], "box warn")];
  }

  factList(found) {
    const ward = this.keys.find((key) => key.vkey === found.log);
    const rows = [
      ["fact_serial", found.serial],
      ["fact_hour", this.hour(found.hour)],
      ["fact_log", ward ? `${ward.ward} · ${found.origin}` : found.origin],
      ["fact_key", element("code", found.fingerprint)],
    ];
    if (found.size) rows.push(["fact_size", found.size]);
    if (found.witnesses) rows.push(["fact_witnesses", this.witnessed(found.witnesses)]);
    const lines = rows.map(([label, value]) => element("div", [element("dt", this.text(label)), element("dd", [value])]));
    return element("dl", lines, "facts");
  }

  witnessed(witnesses) {
    if (witnesses.length === 0) return this.text("witness_none");
    return witnesses.map((one) => `${one.name} (${this.moment(new Date(one.time * 1000))})`).join("; ");
  }

  /** `2026-11-22T10Z` as an hour in Vietnam. */
  hour(text) {
    const began = new Date(text.replace("Z", ":00:00Z"));
    return this.text("hour", { from: clock(began), to: clock(new Date(began.getTime() + HOUR)), date: day(began) });
  }

  moment(date) {
    return this.text("moment", { time: clock(date), date: day(date) });
  }
}

function name(reason) {
  return reason.replace(/-/g, "_");
}

function inVietnam(date) {
  return new Date(date.getTime() + VIETNAM).toISOString();
}

function clock(date) {
  return inVietnam(date).slice(11, 16);
}

function day(date) {
  const [year, month, number] = inVietnam(date).slice(0, 10).split("-");
  return `${number}/${month}/${year}`;
}

function element(tag, content, kind = "") {
  const made = document.createElement(tag);
  made.className = kind;
  made.append(...(Array.isArray(content) ? content : [content]));
  return made;
}

function fill(id, parts) {
  const place = document.getElementById(id);
  place.textContent = "";
  place.append(...parts);
}

/** Words lie in `.txt`, everything else is a proof or a promise. */
async function take(page, files, where) {
  for (const file of files) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (/\.txt$/i.test(file.name)) {
      document.getElementById("words").value = new TextDecoder().decode(bytes);
    } else {
      page[where] = bytes;
    }
  }
  page.showAll();
  document.getElementById(`${where}-result`).focus();
}

function listenToFiles(page, where) {
  const input = document.getElementById(`${where}-file`);
  const drop = input.closest(".drop");
  input.addEventListener("change", () => {
    take(page, Array.from(input.files), where);
    input.value = "";
  });
  for (const event of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(event, (moved) => {
      moved.preventDefault();
      drop.classList.toggle("over", event === "dragover");
      if (event === "drop") take(page, Array.from(moved.dataTransfer.files), where);
    });
  }
}

/** What a reader of QR codes gives often lacks the last line end; nothing else is forgiven. */
function pasted(text) {
  return text === "" ? null : toUtf8(text.endsWith("\n") ? text : `${text}\n`);
}

function start() {
  const page = new Page(JSON.parse(document.getElementById("carried").textContent));
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => page.speak(button.dataset.language));
  }
  for (const part of document.querySelectorAll("[data-script]")) part.hidden = false;
  for (const where of ["proof", "promise"]) listenToFiles(page, where);
  document.getElementById("proof-text").addEventListener("input", (event) => {
    page.proof = pasted(event.target.value);
    page.showAll();
  });
  document.getElementById("words").addEventListener("input", () => page.showAll());
  document.getElementById("keep").hidden = !location.protocol.startsWith("http");
  page.speak(page.language);
}

// For whoever wants to check a thousand files: in the console of the browser, `kiemTra.check(bytes, { keys, words })`.
window.kiemTra = { check, checkProof, checkPromise };
start();
