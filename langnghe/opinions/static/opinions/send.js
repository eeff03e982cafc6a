// Keeps words while they are being written, sends them when the network is back. Without script the form works as it is.
// Words lie in this tab only (sessionStorage), for two hours at most; contact, safe hour and photos are never kept.
"use strict";
{
  const form = document.getElementById("gui-y-kien");
  const key = "nhap:" + location.pathname;
  const longest = 2 * 60 * 60 * 1000;
  const names = ["words", "group", "place", "topic", "about_officer", "crime", "may_publish_words", "may_publish_summary"];
  const part = (id) => document.getElementById(id);
  const value = (field, set) => {
    const what = field.type === "checkbox" ? "checked" : "value";
    return set === undefined ? field[what] : (field[what] = set);
  };

  const store = (draft) => {
    try {
      if (draft) sessionStorage.setItem(key, JSON.stringify(draft));
      else sessionStorage.removeItem(key);
    } catch {
      // No storage (a private window): the words still stand in the form.
    }
  };

  const stored = () => {
    try {
      const draft = JSON.parse(sessionStorage.getItem(key));
      return draft && Date.now() - draft.at < longest ? draft : null;
    } catch {
      return null;
    }
  };

  const save = (sent) => {
    const said = Object.fromEntries(names.map((name) => [name, value(form.elements[name])]));
    const token = form.elements.token.value;
    store(said.words.trim() || sent ? { at: Date.now(), sent: Boolean(sent), token, said } : null);
  };

  const restore = () => {
    const draft = stored();
    const how = performance.getEntriesByType("navigation")[0]?.type;
    // A form that was sent comes back only for whoever reloads the page; the next person on this phone starts anew.
    if (!draft || (draft.sent && how !== "reload")) return store(null);
    for (const name of names) value(form.elements[name], draft.said[name]);
    form.elements.token.value = draft.token;
    for (const folded of form.querySelectorAll(".more")) {
      folded.open ||= [...folded.querySelectorAll("input, select")].some((field) => names.includes(field.name) && field.value);
    }
    part(draft.sent ? "nhap-da-gui" : "nhap").hidden = false;
  };

  const forget = () => {
    store(null);
    form.reset();
    form.elements.words.value = "";
    part("nhap").hidden = part("nhap-da-gui").hidden = true;
    form.elements.words.focus();
  };

  // Sending: the page stays until an answer is there. The same token goes again, so it stays one opinion.
  let waiting = null;
  let busy = false;

  const show = (html) => {
    document.open();
    document.write(html);
    document.close();
    scrollTo(0, 0);
  };

  const state = (name) => {
    part("dang-gui").hidden = name !== "sending";
    part("mat-mang").hidden = name !== "offline";
  };

  const body = (submitter) => {
    const data = new FormData(form);
    if (submitter?.name) data.append(submitter.name, submitter.value);
    const files = [...data.values()].some((one) => one instanceof File && one.size);
    if (files) return data;
    for (const [name, one] of [...data]) if (one instanceof File) data.delete(name);
    return new URLSearchParams(data);
  };

  const send = async (submitter) => {
    if (busy) return;
    clearTimeout(waiting);
    busy = true;
    state("sending");
    try {
      const answer = await fetch(location.pathname, { method: "POST", body: body(submitter), credentials: "same-origin" });
      // What went wrong is the browser's to show: its way back leads to the words.
      if (answer.status !== 200 && answer.status !== 422) return form.submit();
      const html = await answer.text();
      if (!submitter?.name && answer.ok) save(true);
      show(html);
    } catch {
      state("offline");
      part("mat-mang").focus();
      waiting = setTimeout(() => send(submitter), 20_000);
      addEventListener("online", () => waiting && send(submitter), { once: true });
    } finally {
      busy = false;
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(event.submitter);
  });
  form.addEventListener("input", () => {
    // Who goes on writing sends it when it is ready.
    clearTimeout(waiting);
    waiting = null;
    save();
  });
  for (const button of document.querySelectorAll("[data-forget]")) button.addEventListener("click", forget);
  part("gui-lai").addEventListener("click", () => send());

  if (form.elements.words.value) save();
  else restore();
  part("xem-truoc")?.focus();
}
