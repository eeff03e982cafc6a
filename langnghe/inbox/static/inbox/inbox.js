// The inbox by keyboard, and what is new in it without a reload. Without this file everything works by Tab and forms.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const list = document.getElementById("danh-sach");
  const news = document.getElementById("moi");
  const help = document.getElementById("phim");
  if (!list) return;

  const rows = () => [...list.querySelectorAll(".inbox-row")];
  const link = (row) => row.querySelector(".row-title a");
  const box = (row) => row.querySelector("[name=chon]");
  const here = () => {
    const row = document.activeElement && document.activeElement.closest(".inbox-row");
    return row && list.contains(row) ? row : null;
  };
  let last = null;
  const stand = (row) => {
    if (!row) return;
    last = row.dataset.key;
    link(row).focus();
    row.scrollIntoView({ block: "nearest" });
  };
  const lastRow = () => rows().find((row) => row.dataset.key === last) || null;
  const step = (by) => {
    const all = rows(), now = here() || lastRow();
    const at = now ? all.indexOf(now) + by : by > 0 ? 0 : all.length - 1;
    stand(all[Math.max(0, Math.min(all.length - 1, at))]);
  };
  const told = () => {
    const line = document.getElementById("da-chon");
    if (line) line.parentElement.hidden = false;
    if (line) line.textContent = String(rows().filter((row) => box(row).checked).length);
  };
  const goTo = (id) => {
    const row = here() || lastRow();
    if (row && !rows().some((one) => box(one).checked)) box(row).checked = true;
    told();
    const field = document.getElementById(id);
    if (!field) return;
    const folded = field.closest("details");
    if (folded) folded.open = true;
    field.focus();
    field.scrollIntoView({ block: "nearest" });
  };

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    x: () => {
      const row = here() || lastRow();
      if (row) box(row).checked = !box(row).checked;
      told();
    },
    a: () => goTo("giao-cho"),
    t: () => goTo("doi-linh-vuc"),
    n: () => news && !news.hidden && show(),
    "/": () => document.getElementById("tim").focus(),
    "?": () => help && help.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || (help && help.open)) return;
    const typing = event.target.closest("input:not([type=checkbox], [type=radio]), select, textarea");
    if (typing) {
      if (event.key === "Escape") stand(lastRow() || rows()[0]);
      return;
    }
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  list.addEventListener("focusin", () => {
    const row = here();
    if (row) last = row.dataset.key;
  });
  list.addEventListener("change", told);

  // What stood in the list when this page learnt of it, and the tag of that moment.
  let known = null, tag = "";
  const ask = async () => {
    const answer = await fetch(news.dataset.url, { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store" });
    if (answer.status !== 200) return;
    tag = answer.headers.get("ETag") || "";
    const { keys: found } = await answer.json();
    if (known === null) {
      known = new Set(found);
      return;
    }
    const added = found.filter((key) => !known.has(key)).length;
    const words = added === 1 ? news.dataset.one : added ? news.dataset.many.replace("{n}", added) : news.dataset.changed;
    news.querySelector(".inbox-news-words").textContent = words;
    news.hidden = false;
  };
  const look = () => {
    if (!document.hidden) ask().catch(() => undefined);
  };
  const show = async () => {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (!answer.ok) return location.reload();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const checked = new Set(rows().filter((row) => box(row).checked).map((row) => row.dataset.key));
    const place = here() || lastRow();
    const above = place ? place.getBoundingClientRect().top : 0;
    for (const id of ["danh-sach", "so-viec", "cac-ngan"]) {
      const fresh = page.getElementById(id);
      if (fresh) document.getElementById(id).replaceChildren(...fresh.childNodes);
    }
    for (const row of rows()) box(row).checked = checked.has(row.dataset.key);
    const again = lastRow();
    if (again) {
      link(again).focus({ preventScroll: true });
      if (place) scrollBy(0, again.getBoundingClientRect().top - above);
    }
    told();
    known = null;
    tag = "";
    news.hidden = true;
    look();
  };
  if (news) {
    news.querySelector("button").addEventListener("click", () => show().catch(() => location.reload()));
    look();
    setInterval(look, 20000);
    addEventListener("langnghe:look", look);
  }
  told();
  // Back from a page that was opened here: go on from its row.
  stand(rows().find((row) => `#${row.dataset.key}` === location.hash));
});
