// Photos are made small and plain before they leave the phone: less data, no place or device inside, HEIC as JPEG where
// the browser can read it. What cannot be read here is sent as it is; the server cleans every photo anyhow.
"use strict";
{
  const side = 2048;
  const thumb = 240;

  const drawn = (picture, most) => {
    const scale = Math.min(1, most / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return canvas;
  };

  const lighter = async (file) => {
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const small = drawn(picture, thumb);
      const blob = await new Promise((done) => drawn(picture, side).toBlob(done, "image/jpeg", 0.85));
      picture.close();
      const better = blob && (blob.size < file.size || !/^image\/(jpeg|png|webp)$/.test(file.type));
      return { file: better ? new File([blob], "anh.jpg", { type: "image/jpeg" }) : file, small };
    } catch {
      return { file, small: document.createElement("canvas") };
    }
  };

  // Several forms of a page may take photos, each its own.
  const serve = (field) => {
    const input = field.querySelector("input[type=file]");
    const list = field.querySelector("[data-chosen]");
    let chosen = [];

    const put = () => {
      const files = new DataTransfer();
      for (const one of chosen) files.items.add(one.file);
      input.files = files.files;
      list.replaceChildren(
        ...chosen.map((one, place) => {
          const line = document.createElement("li");
          const drop = document.createElement("button");
          drop.type = "button";
          drop.className = "button second";
          drop.textContent = list.dataset.drop;
          drop.setAttribute("aria-label", `${list.dataset.drop} ${place + 1}`);
          drop.addEventListener("click", () => {
            chosen = chosen.filter((other) => other !== one);
            put();
            input.focus();
          });
          one.small.setAttribute("aria-hidden", "true");
          line.append(one.small, drop);
          return line;
        }),
      );
    };

    // A second choice adds to the first, as people expect on a phone.
    input.addEventListener("change", async () => {
      const before = field.closest("form").querySelectorAll("[name=photo]").length;
      const room = Number(list.dataset.most) - before - chosen.length;
      const files = [...input.files];
      field.querySelector("[data-too-many]").hidden = files.length <= room;
      for (const file of files.slice(0, Math.max(0, room))) chosen.push(await lighter(file));
      put();
    });
  };

  document.querySelectorAll("[data-photos]").forEach(serve);
}
