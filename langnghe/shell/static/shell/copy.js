// Shows the copy buttons where the browser can copy, and says so when it has copied.
for (const button of document.querySelectorAll("[data-copy]")) {
  const label = button.querySelector("span");
  const text = () => document.getElementById(button.dataset.copy).textContent.trim();
  const before = label.textContent;
  label.setAttribute("aria-live", "polite");

  // Plain http (a hall's network) has no clipboard interface; the old way still works there.
  const copy = async () => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text());
    const area = document.createElement("textarea");
    area.value = text();
    button.after(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    button.focus();
  };

  button.addEventListener("click", async () => {
    await copy();
    label.textContent = button.dataset.done;
    setTimeout(() => (label.textContent = before), 3000);
  });
  button.classList.add("ready");
}
