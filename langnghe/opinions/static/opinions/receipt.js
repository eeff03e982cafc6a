// Asks once before a receipt is left that nobody has copied, printed or ticked off; then lets go of the draft.
"use strict";
{
  const draft = "nhap:" + location.pathname;
  let kept = false;
  const keep = () => {
    kept = true;
    try {
      sessionStorage.removeItem(draft);
    } catch {
      // A browser without storage had no draft.
    }
  };
  addEventListener("copied", keep);
  addEventListener("beforeprint", keep);
  for (const link of document.querySelectorAll(".da-giu")) link.addEventListener("click", keep);
  // The small question of a crowded hour is answered here, and the receipt comes again.
  let asked = false;
  addEventListener("submit", () => (asked = true));
  addEventListener("beforeunload", (event) => {
    if (!kept && !asked) event.preventDefault();
  });
}
