// Fetches a map only when somebody asks for one: until then not a byte of it travels.
document.querySelectorAll("[data-map]").forEach((part) => {
  const opener = part.querySelector("[data-map-open]");
  const said = part.querySelector("[data-map-said]");

  const load = (tag, fields) =>
    new Promise((done, failed) => {
      document.head.append(Object.assign(document.createElement(tag), fields, { onload: done, onerror: failed }));
    });

  const fetchAll = async () => {
    if (!window.laMap) {
      const { styles, scripts } = part.dataset;
      await Promise.all(styles.split(" ").map((href) => load("link", { rel: "stylesheet", href })));
      for (const src of scripts.split(" ")) await load("script", { src });
    }
    const answer = await fetch(part.dataset.ground);
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  };

  const open = async () => {
    opener.disabled = true;
    opener.setAttribute("aria-busy", "true");
    try {
      const ground = await (part.loading ??= fetchAll());
      await window.laMap[part.dataset.map](part, ground);
    } catch {
      part.loading = undefined;
      const words = part.querySelector("template").content;
      said.textContent = words.querySelector('[data-in="failed"]').textContent;
    }
    opener.disabled = false;
    opener.removeAttribute("aria-busy");
  };

  // No submit button any more: Enter in another field sends the form, and a press opens the map in place.
  opener.type = "button";
  opener.addEventListener("click", open);
  part.hidden = false;
});
