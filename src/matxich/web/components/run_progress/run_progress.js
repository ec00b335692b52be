// Asks how far the match is and moves on to the result. Without this script a link does the same by hand.

const PAUSE_MS = 400;
const PAUSE_AFTER_FAILURE_MS = 3000;

for (const place of document.querySelectorAll("[data-mx-progress]")) {
  place.querySelector("[data-mx-progress-link]").hidden = true;
  watch(place);
}

async function watch(place) {
  const written = new Intl.NumberFormat(document.documentElement.lang);
  for (;;) {
    let pause = PAUSE_MS;
    try {
      const answer = await fetch(place.dataset.mxProgress, { headers: { accept: "application/json" } });
      if (!answer.ok) return location.reload(); // deleted meanwhile: the page says so
      const { state, done, total } = await answer.json();
      if (state !== "running") return location.reload();
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
  place.querySelector("[data-mx-progress-text]").textContent = place.dataset.mxDone
    .replace("{done}", written.format(done))
    .replace("{total}", written.format(total));
}
