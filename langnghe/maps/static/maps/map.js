// The map after a tap: the ward's own ground under Leaflet, a point to pick or points to look at.
(() => {
  const L = window.L;
  const applied = ([a, b, c, d, e, f], x, y) => [a * x + b * y + c, d * x + e * y + f];

  // Leaflet counts upwards, a picture downwards.
  const lay = (box, ground, words) => {
    const corners = L.latLngBounds([-ground.height, 0], [0, ground.width]);
    const map = L.map(box, {
      crs: L.CRS.Simple, attributionControl: false, keyboard: false, zoomControl: false, zoomSnap: 0.25,
      minZoom: -8, maxZoom: 8, maxBounds: corners.pad(0.3),
    });
    L.control.zoom({ zoomInTitle: words("closer"), zoomOutTitle: words("farther") }).addTo(map);
    ruler(map, ground.metres);
    map.fitBounds(corners);
    const least = map.getZoom();
    // A narrow screen begins with the middle, filling the box, not with a small map between empty bands.
    map.setView(corners.getCenter(), Math.min(map.getBoundsZoom(corners, true), least + 1));
    picture(map, ground, corners);
    map.setMinZoom(least - 0.5).setMaxZoom(Math.max(least + 1, Math.log2(ground.metres / 0.2)));
    return map;
  };

  // A drawing has a picture for each level of detail; the one before stays until the next is there.
  const picture = (map, ground, corners) => {
    let shown = null;
    const draw = () => {
      const url = ground.images.find(([least]) => 2 ** -map.getZoom() >= least)[1];
      if (shown?._url === url) return;
      const former = shown;
      shown = L.imageOverlay(url, corners).addTo(map);
      if (former) shown.once("load error", () => former.remove());
    };
    map.on("zoomend", draw);
    draw();
  };

  const ruler = (map, metres) => {
    const control = L.control({ position: "bottomleft" });
    control.onAdd = () => (control.bar = L.DomUtil.create("div", "map-ruler"));
    control.addTo(map);
    const measure = () => {
      const most = (160 / 2 ** map.getZoom()) * metres;
      const power = 10 ** Math.floor(Math.log10(most));
      const length = [5, 2, 1].map((step) => step * power).find((one) => one <= most);
      control.bar.style.width = `${(length / metres) * 2 ** map.getZoom()}px`;
      control.bar.textContent = length < 1000 ? `${length} m` : `${length / 1000} km`;
    };
    map.on("zoomend", measure);
    map.whenReady(measure);
  };

  const frame = (part) => {
    const inside = part.querySelector("template").content;
    const said = part.querySelector("[data-map-said]");
    const words = (name, values = {}) =>
      inside.querySelector(`[data-in="${name}"]`).textContent.replace(/\{(\w+)\}/g, (_all, key) => values[key] ?? "");
    part.append(inside.querySelector(".map-frame").cloneNode(true));
    const made = part.querySelector(".map-frame");
    return { made, words, box: made.querySelector(".map-box"), say: (text) => (said.textContent = text) };
  };

  const holds = (rings, x, y) =>
    rings.reduce((inside, flat) => {
      for (let i = 0, j = flat.length - 2; i < flat.length; j = i, i += 2) {
        const above = flat[i + 1] > y !== flat[j + 1] > y;
        if (above && x < flat[i] + ((y - flat[i + 1]) / (flat[j + 1] - flat[i + 1])) * (flat[j] - flat[i])) inside = !inside;
      }
      return inside;
    }, false);

  const drop = () => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    element.setAttribute("viewBox", "-16 -40 32 42");
    for (const [name, fields] of [["path", { d: "M0 0C-9-12-13-16-13-24a13 13 0 0 1 26 0C13-16 9-12 0 0z" }], ["circle", { cy: -24, r: 5 }]]) {
      const piece = element.appendChild(document.createElementNS(element.namespaceURI, name));
      Object.entries(fields).forEach(([key, value]) => piece.setAttribute(key, value));
    }
    return L.divIcon({ html: element, className: "map-drop", iconSize: [44, 58], iconAnchor: [22, 55] });
  };

  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  // A point to pick.
  const pick = (part, ground) => {
    const opener = part.querySelector("[data-map-open]");
    const before = part.querySelector(".map-frame");
    const show = (open) => {
      part.querySelector(".map-frame").hidden = !open;
      opener.hidden = open;
      if (!open) opener.focus();
    };
    if (before) return show(true), before.querySelector(".map-box").focus();
    // The button that takes the point away without a script has done its work.
    part.querySelectorAll('button[value="bo"]').forEach((button) => button.remove());
    const { made, words, box, say } = frame(part);
    const form = part.closest("form");
    const [latitude, longitude] = ["latitude", "longitude"].map((name) => form.elements[name]);
    const map = lay(box, ground, words);
    made.querySelector("[data-map-note]").textContent = ground.note;
    let marker = null;

    const tell = (x, y) => {
      const area = ground.areas.find((one) => holds(one.rings, x, y));
      const group = form.elements.group;
      // A group the map chose follows the point; one that a person chose stays.
      if (group && "value" in group && (!group.value || group.value === part.chosen)) {
        group.value = part.chosen = area ? area.id : "";
      }
      say(area ? words("group", { group: area.name }) : words("place"));
    };

    const put = (spot) => {
      const x = Math.min(Math.max(spot.lng, 0), ground.width);
      const y = Math.min(Math.max(-spot.lat, 0), ground.height);
      const held = L.latLng(-y, x);
      if (marker) marker.setLatLng(held);
      else {
        marker = L.marker(held, { icon: drop(), draggable: true, keyboard: false }).addTo(map);
        marker.on("dragend", () => put(marker.getLatLng()));
      }
      const [east, north] = applied(ground.toEarth, x, y);
      latitude.value = north.toFixed(6);
      longitude.value = east.toFixed(6);
      tell(x, y);
    };

    const clear = () => {
      marker?.remove();
      marker = null;
      latitude.value = longitude.value = "";
      say(words("none"));
      show(false);
    };

    const locate = () =>
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          const [x, y] = applied(ground.toPlane, coords.longitude, coords.latitude);
          if (x < 0 || y < 0 || x > ground.width || y > ground.height) return say(words("away"));
          put(L.latLng(-y, x));
          map.setView([-y, x], Math.log2(ground.metres / 0.8));
        },
        () => say(words("denied")),
        { enableHighAccuracy: true, timeout: 15000 },
      );

    const press = (event) => {
      const step = STEPS[event.key];
      if (step) {
        const size = event.shiftKey ? 50 : 10;
        const at = map.latLngToContainerPoint(marker ? marker.getLatLng() : map.getCenter());
        put(map.containerPointToLatLng(at.add([step[0] * size, step[1] * size])));
        map.panInside(marker.getLatLng(), { padding: [60, 60], animate: false });
      } else if (event.key === "+" || event.key === "=") map.zoomIn();
      else if (event.key === "-") map.zoomOut();
      else if (event.key === "Enter") show(false);
      else return;
      event.preventDefault();
    };

    // Closer means closer to the mark, once there is one.
    const { zoomIn } = map;
    map.zoomIn = (...how) => (marker ? map.setZoomAround(marker.getLatLng(), map.getZoom() + 1) : zoomIn.apply(map, how));
    map.on("click", (event) => put(event.latlng));
    box.addEventListener("keydown", (event) => event.target === box && press(event));
    made.querySelector("[data-map-done]").addEventListener("click", () => show(false));
    made.querySelector("[data-map-drop]").addEventListener("click", clear);
    const here = made.querySelector("[data-map-here]");
    here.hidden = !(window.isSecureContext && navigator.geolocation);
    here.addEventListener("click", locate);
    if (latitude.value) {
      const [x, y] = applied(ground.toPlane, Number(longitude.value), Number(latitude.value));
      put(L.latLng(-y, x));
      map.setView([-y, x], Math.log2(ground.metres / 1.2));
    }
    show(true);
    box.focus({ preventScroll: true });
    made.scrollIntoView({ block: "nearest" });
  };

  const MANY = 200;
  const LISTED = 8;
  const CELL = 60;

  // Points to look at: what lies in one 50 m cell is one mark; when there are many, marks near each other join.
  const show = async (part, ground) => {
    const answer = await fetch(part.dataset.points);
    if (!answer.ok) throw new Error(answer.status);
    const { points } = await answer.json();
    const opener = part.querySelector("[data-map-open]");
    const { made, words, box, say } = frame(part);
    const map = lay(box, ground, words);
    made.querySelector("[data-map-note]").textContent = ground.note;
    opener.closest(".buttons").hidden = true;
    const spots = points.map((point) => {
      const [x, y] = applied(ground.toPlane, point.at[1], point.at[0]);
      return { ...point, spot: L.latLng(-y, x) };
    });
    say(spots.length ? words("count", { n: spots.length }) : words("empty"));
    const layer = L.layerGroup().addTo(map);
    const cells = () => {
      const found = new Map();
      const join = new Set(spots.map((one) => `${one.spot}`)).size > MANY;
      const seen = map.getBounds().pad(0.2);
      for (const one of spots) {
        if (!seen.contains(one.spot)) continue;
        const at = map.project(one.spot).divideBy(CELL).floor();
        const key = join ? `${at.x},${at.y}` : `${one.spot}`;
        found.set(key, [...(found.get(key) ?? []), one]);
      }
      return found.values();
    };

    const listed = (here) => {
      const list = document.createElement("ul");
      list.className = "map-list";
      for (const one of here.slice(0, LISTED)) {
        const link = list.appendChild(document.createElement("li")).appendChild(document.createElement("a"));
        link.href = one.url;
        link.textContent = one.title;
        link.setAttribute("translate", "no");
      }
      if (here.length > LISTED) {
        list.appendChild(document.createElement("li")).textContent = words("more", { n: here.length - LISTED });
      }
      return list;
    };

    const worst = (here) => ["late", "open", "kept"].find((kind) => here.some((one) => one.kind === kind)) ?? "plain";
    const draw = () => {
      const opened = layer.getLayers().some((mark) => mark.isPopupOpen());
      if (opened) return;
      layer.clearLayers();
      for (const here of cells()) {
        const many = here.length > 1;
        const dot = document.createElement("span");
        dot.className = `map-dot is-${worst(here)}${many ? " is-many" : ""}`;
        dot.textContent = many ? here.length : "";
        const middle = [0, 1].map((axis) => here.reduce((sum, { spot }) => sum + (axis ? spot.lng : spot.lat), 0) / here.length);
        const alt = many ? words("many", { n: here.length }) : here[0].title;
        L.marker(middle, { icon: L.divIcon({ html: dot, className: "map-mark", iconSize: [44, 44] }), alt, title: alt })
          .bindPopup(() => listed(here), { minWidth: 210, maxWidth: 260 })
          .addTo(layer);
      }
      layer.eachLayer((mark) => mark.getElement().setAttribute("aria-label", mark.options.alt));
    };
    map.on("moveend popupclose", () => requestAnimationFrame(draw));
    map.on("popupopen", ({ popup }) =>
      popup.getElement().querySelector(".leaflet-popup-close-button")?.setAttribute("aria-label", words("close")),
    );
    if (spots.length) map.fitBounds(L.latLngBounds(spots.map((one) => one.spot)).pad(0.15), { maxZoom: Math.log2(ground.metres / 1.2) });
    draw();
    box.focus({ preventScroll: true });
  };

  window.laMap = { pick, show };
})();
