// Asks how far a piece of work is and loads the page anew when it is over. Without this script a link does it by hand.

const PAUSE_MS = 700;
const PAUSE_AFTER_FAILURE_MS = 3000;

for (const place of document.querySelectorAll("[data-mx-work]")) {
  if (!place.dataset.mxWork) continue;
  place.querySelector("[data-mx-work-link]").hidden = true;
  watch(place);
}

async function watch(place) {
  const written = new Intl.NumberFormat(document.documentElement.lang);
  for (;;) {
    let pause = PAUSE_MS;
    try {
      const answer = await fetch(place.dataset.mxWork, { headers: { accept: "application/json" } });
      if (!answer.ok) return location.reload(); // gone meanwhile: the page says so
      const { state, done, total } = await answer.json();
      if (state !== "running" && state !== "queued") return location.reload();
      if (total) show(place, written, done, total);
    } catch {
      pause = PAUSE_AFTER_FAILURE_MS; // the server is being started anew, or the line is down
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

function show(place, written, done, total) {
  const bar = place.querySelector("progress");
  bar.max = total;
  bar.value = done;
  place.querySelector("[data-mx-work-count]").textContent = place.dataset.mxDone
    .replace("{done}", written.format(done))
    .replace("{total}", written.format(total));
}
