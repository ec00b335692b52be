// Writes the name and figure of the area under the pointer or the focus below the map. Without this script the browser
// shows them as a tooltip, and the table below the map lists them.

for (const map of document.querySelectorAll("[data-mx-map]")) {
  const line = map.querySelector("[data-mx-map-at]");
  const show = (event) => {
    const area = event.target.closest?.("[data-mx-map-name]") ?? event.target.querySelector?.("[data-mx-map-name]");
    line.textContent = area?.dataset.mxMapName ?? "";
  };
  const areas = map.querySelector("svg");
  areas.addEventListener("pointerover", show);
  areas.addEventListener("focusin", show);
  areas.addEventListener("pointerleave", () => (line.textContent = ""));
}
