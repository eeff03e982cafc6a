// Asks what the words are about once their field is left, and offers the answer. Nobody waits for it, nothing is kept.
// A form for staff names a field to fill (`data-fill`): the topic stands there and may be typed over.
"use strict";
for (const offer of document.querySelectorAll("[data-guess]")) {
  const form = offer.closest("form");
  const { words, topic, topic_asked: asked } = form.elements;
  const fills = "fill" in offer.dataset;
  const part = (name) => offer.querySelector(`[data-${name}]`);
  // Whoever leaves the words by pressing a button presses it before anything below may move.
  const pause = fills ? 0 : 500;
  let answer = null;

  const unwanted = () => topic.value || form.elements.about_officer.checked || form.elements.crime.checked;

  const fill = () => {
    topic.value = answer.topic;
    offer.textContent = answer.asks;
    if (document.activeElement === topic) topic.select();
  };

  const ask = () => {
    part("asks").textContent = answer.asks;
    part("why").textContent = answer.why;
    part("because").hidden = !answer.why;
    for (const button of offer.querySelectorAll("button")) button.hidden = false;
  };

  const look = async () => {
    offer.hidden = true;
    const said = words.value;
    if (!said.trim() || unwanted()) return;
    try {
      const body = new URLSearchParams({ words: said, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
      const got = await fetch(offer.dataset.guess, { method: "POST", body, credentials: "same-origin" });
      answer = got.status === 200 ? await got.json() : null;
    } catch {
      // Without a network nothing is offered; the words wait in the form as before.
      return;
    }
    if (!answer || said !== words.value || unwanted() || answer.topic === asked?.value) return;
    if (fills) fill();
    else ask();
    offer.hidden = false;
  };

  const settled = (yes) => {
    if (asked) asked.value = answer.topic;
    if (!yes) return (offer.hidden = true);
    topic.value = answer.topic;
    topic.dispatchEvent(new Event("input", { bubbles: true }));
    part("asks").textContent = answer.chosen;
    part("because").hidden = true;
    for (const button of offer.querySelectorAll("button")) button.hidden = true;
  };

  words.addEventListener("change", () => setTimeout(look, pause));
  part("yes")?.addEventListener("click", () => settled(true));
  part("no")?.addEventListener("click", () => settled(false));
}
