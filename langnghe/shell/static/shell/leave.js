// The quick exit takes this page's place in the history, so that "back" does not lead here again; Esc three times does too.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const exit = document.querySelector(".quick-exit");
  if (!exit) return;
  let presses = [];
  const leave = () => {
    document.documentElement.hidden = true;
    location.replace(exit.href);
  };
  exit.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    presses = [...presses.filter((at) => event.timeStamp - at < 2000), event.timeStamp];
    if (presses.length >= 3) leave();
  });
});
