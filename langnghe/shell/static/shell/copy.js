// Shows the copy buttons where script runs, copies as the text looks on the page, and says so when it has.
for (const button of document.querySelectorAll("[data-copy]")) {
  const label = button.querySelector("span");
  const source = () => document.getElementById(button.dataset.copy);
  const text = () => source().innerText.replace(/\n{2,}/g, "\n").trim();
  const before = label.textContent;
  label.setAttribute("aria-live", "polite");

  // Plain http (a hall's network) has no clipboard interface; the old way still works there.
  const oldWay = () => {
    const area = document.createElement("textarea");
    area.value = text();
    button.after(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    button.focus();
    return copied;
  };

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      return true;
    } catch {
      return oldWay();
    }
  };

  button.addEventListener("click", async () => {
    if (await copy()) {
      label.textContent = button.dataset.done;
      button.dispatchEvent(new Event("copied", { bubbles: true }));
      setTimeout(() => (label.textContent = before), 3000);
    } else {
      // Nothing may copy here: the text is marked, so that the reader's own menu can.
      getSelection().selectAllChildren(source());
    }
  });
  button.classList.add("ready");
}
