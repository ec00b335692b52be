// Files may be dropped on their place, and a second press of the button sends nothing twice. Without this script the
// file inputs do the same work.

for (const form of document.querySelectorAll("[data-mx-match-form]")) {
  for (const zone of form.querySelectorAll("[data-mx-drop]")) bind(zone);
  form.addEventListener("submit", () => form.querySelector("button:not([type])").setAttribute("disabled", ""));
  // The back button may show the page as it was left.
  addEventListener("pageshow", () => form.querySelector("button:not([type])").removeAttribute("disabled"));
}

function bind(zone) {
  const input = zone.querySelector("input[type=file]");
  zone.classList.add("mx-can-drop");
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("mx-drop-over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("mx-drop-over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("mx-drop-over");
    if (!event.dataTransfer.files.length) return;
    const chosen = new DataTransfer();
    chosen.items.add(event.dataTransfer.files[0]);
    input.files = chosen.files;
  });
}
