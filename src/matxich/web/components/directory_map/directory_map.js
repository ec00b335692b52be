// Fetches the map of the list that is shown. Where that fails the link to it stays.

for (const place of document.querySelectorAll("[data-mx-directory-map]")) {
  if (place.querySelector("#map")) continue;
  fetch(place.dataset.mxDirectoryMap)
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
    .then((html) => {
      place.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
      name(place);
    })
    .catch(() => {});
}

// The map's own script has run before this one came: the area under pointer or focus is named here.
function name(place) {
  const line = place.querySelector("[data-mx-map-at]");
  const areas = place.querySelector("svg");
  if (!line || !areas) return;
  const show = (event) => {
    const area = event.target.closest?.("[data-mx-map-name]") ?? event.target.querySelector?.("[data-mx-map-name]");
    line.textContent = area?.dataset.mxMapName ?? "";
  };
  areas.addEventListener("pointerover", show);
  areas.addEventListener("focusin", show);
  areas.addEventListener("pointerleave", () => (line.textContent = ""));
}
