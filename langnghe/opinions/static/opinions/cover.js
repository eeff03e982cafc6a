// Draws boxes over a photo with finger or mouse; without this script the squares below it are ticked instead.
for (const form of document.querySelectorAll("[data-cover]")) {
  const stage = form.querySelector(".cover-stage");
  const field = form.querySelector("[name=ve]");
  const squares = form.querySelector("[data-squares]");
  const said = form.querySelector("[data-said]");
  const SMALLEST = 0.008;
  let boxes = field.value.split(";").filter(Boolean).map((part) => part.split(",").map(Number));
  let start = null;

  const shown = (box) => {
    const drawn = document.createElement("div");
    drawn.className = "cover-box";
    ["left", "top", "width", "height"].forEach((side, at) => (drawn.style[side] = `${box[at] * 100}%`));
    stage.append(drawn);
  };

  const show = (unfinished) => {
    for (const drawn of stage.querySelectorAll(".cover-box")) drawn.remove();
    boxes.forEach(shown);
    if (unfinished) shown(unfinished);
    field.value = boxes.map((box) => box.map((side) => side.toFixed(5)).join(",")).join(";");
  };

  const tell = () => (said.textContent = boxes.length ? `${form.dataset.count} ${boxes.length}` : "");

  const at = (event) => {
    const area = stage.getBoundingClientRect();
    const within = (share) => Math.min(1, Math.max(0, share));
    return [within((event.clientX - area.left) / area.width), within((event.clientY - area.top) / area.height)];
  };

  const between = ([x, y], [u, v]) => [Math.min(x, u), Math.min(y, v), Math.abs(x - u), Math.abs(y - v)];

  stage.addEventListener("pointerdown", (event) => {
    if (!stage.classList.contains("drawing") || event.button) return;
    event.preventDefault();
    stage.setPointerCapture(event.pointerId);
    start = at(event);
  });
  stage.addEventListener("pointermove", (event) => start && show(between(start, at(event))));
  stage.addEventListener("pointerup", (event) => {
    if (!start) return;
    const box = between(start, at(event));
    if (box[2] > SMALLEST && box[3] > SMALLEST) boxes.push(box);
    start = null;
    show();
    tell();
  });
  stage.addEventListener("pointercancel", () => {
    start = null;
    show();
  });

  form.querySelector("[data-undo]").addEventListener("click", () => {
    boxes.pop();
    show();
    tell();
  });

  squares.addEventListener("click", () => {
    const drawing = stage.classList.toggle("drawing");
    squares.setAttribute("aria-pressed", String(!drawing));
  });

  for (const hidden of form.querySelectorAll(".cover-draw-only")) hidden.hidden = false;
  stage.classList.add("drawing");
  show();
  tell();
}
