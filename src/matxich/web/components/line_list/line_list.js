// The list without waiting: it narrows while one types, a line opens beside it, arrow keys walk along it. The form and
// the links do the same work without this script.

const PAUSE_MS = 200;
const PARTS = { list: "[data-mx-lines-found]", line: "[data-mx-line]" };

for (const place of document.querySelectorAll("[data-mx-lines]")) {
  place.classList.add("mx-lines-live");
  bindForm(place, place.querySelector("[data-mx-lines-form]"));
  place.addEventListener("click", (event) => open(place, event));
  place.addEventListener("keydown", (event) => walk(place, event));
  addEventListener("popstate", () => location.reload());
  showChosen(place);
}

function bindForm(place, form) {
  let timer;
  const update = () => {
    const address = `${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`;
    swap(place, address, ["list", "line"]).then((page) => page && history.replaceState(null, "", address));
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(update, PAUSE_MS);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    update();
  });
}

function open(place, event) {
  const link = event.target.closest("[data-mx-lines-list] a");
  const isWide = matchMedia("(min-width: 60.01rem)").matches;
  if (!link || !isWide || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  swap(place, link.href, ["line"]).then((page) => {
    if (page === OVERTAKEN) return;
    if (!page) return location.assign(link.href);
    for (const other of place.querySelectorAll("[data-mx-lines-list] a[aria-current]")) other.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    history.pushState(null, "", link.href);
    document.title = page.title;
    const top = place.querySelector(PARTS.line).getBoundingClientRect().top;
    if (top < 0) scrollBy({ top: top - 12 });
  });
}

let latest = 0;
const OVERTAKEN = undefined; // what a request gives when the reader has meanwhile asked for something else

async function swap(place, address, parts) {
  const turn = ++latest;
  const answer = await fetch(address).catch(() => null);
  if (turn !== latest) return OVERTAKEN;
  if (!answer?.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (turn !== latest) return OVERTAKEN;
  for (const part of parts) {
    const fresh = page.querySelector(PARTS[part]);
    if (fresh) place.querySelector(PARTS[part]).replaceWith(fresh);
  }
  return page;
}

function walk(place, event) {
  const links = [...place.querySelectorAll("[data-mx-lines-list] a")];
  const at = links.indexOf(document.activeElement);
  if (at < 0) return;
  const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 };
  const target = links[steps[event.key]];
  if (!target) return;
  event.preventDefault();
  target.focus();
}

function showChosen(place) {
  const list = place.querySelector("[data-mx-lines-list]");
  const chosen = list?.querySelector("[aria-current]");
  if (!chosen || list.scrollHeight <= list.clientHeight) return;
  list.scrollTop = chosen.offsetTop - list.clientHeight / 3;
}
