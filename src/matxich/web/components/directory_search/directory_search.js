// Offers firms and concepts while somebody types; Enter without a choice searches as without this script.

const PAUSE_MS = 120;

for (const box of document.querySelectorAll("[data-mx-find]")) bind(box);

function bind(box) {
  const input = box.querySelector("input[type=search]");
  const list = box.querySelector("[role=listbox]");
  const said = box.querySelector("[data-mx-find-said]");
  let offers = [];
  let at = -1;
  let asked = null;
  let timer = 0;
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) input.setAttribute(name, value);

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE_MS);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) { close(); event.preventDefault(); }
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      move((at + step + offers.length + 1) % (offers.length + 1));
      event.preventDefault();
    }
    if (event.key === "Enter" && at >= 0 && at < offers.length) { go(offers[at]); event.preventDefault(); }
  });
  input.addEventListener("blur", () => setTimeout(close, 150));

  async function ask() {
    const text = input.value.trim();
    asked?.abort();
    if (text.length < 2) { close(); return; }
    asked = new AbortController();
    try {
      const answer = await fetch(`${box.dataset.mxFind}?q=${encodeURIComponent(text)}`, { signal: asked.signal });
      if (answer.ok && document.activeElement === input) show((await answer.json()).suggestions);
    } catch (problem) {
      if (problem.name !== "AbortError") close(); // without a network the box still searches on Enter
    }
  }

  function show(found) {
    offers = found;
    at = -1;
    list.replaceChildren(...found.map(line));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
    said.textContent = found.length ? `${found.length} ${said.dataset.mxMany}` : "";
  }

  function line(offer, place) {
    const item = document.createElement("li");
    item.id = `${list.id}-${place}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    for (const part of ["kind", "label", "detail"]) {
      const span = document.createElement("span");
      span.className = `mx-find-${part === "label" ? "name" : part}`;
      span.textContent = offer[part];
      item.append(span, " ");
    }
    item.addEventListener("mousedown", (event) => { event.preventDefault(); go(offer); });
    return item;
  }

  function move(place) {
    at = place;
    list.querySelectorAll("[role=option]").forEach((item, own) => {
      item.setAttribute("aria-selected", String(own === at));
      if (own === at) item.scrollIntoView({ block: "nearest" });
    });
    if (at < offers.length) input.setAttribute("aria-activedescendant", `${list.id}-${at}`);
    else input.removeAttribute("aria-activedescendant");
  }

  function close() {
    list.hidden = true;
    offers = [];
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function go(offer) { window.location.assign(offer.address); }
}
