// Changes theme, size of text and contrast at once, so that nothing entered on the page is lost. Without this script the
// same form is sent to the server, which keeps the same cookies.

const YEAR_S = 365 * 24 * 3600;
const USUAL = { theme: "auto", text: "normal", contrast: "normal" };

for (const form of document.querySelectorAll("[data-mx-display]")) {
  form.addEventListener("submit", (event) => {
    const { name, value } = event.submitter ?? {};
    if (!(name in USUAL)) return;
    event.preventDefault();
    keep(name, value);
    show(name, value);
    for (const button of form.querySelectorAll(`button[name="${name}"]`)) {
      button.setAttribute("aria-pressed", String(button.value === value));
    }
  });
}

function keep(name, value) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  const age = value === USUAL[name] ? 0 : YEAR_S;
  document.cookie = `mx_${name}=${value}; path=/; max-age=${age}; samesite=lax${secure}`;
}

function show(name, value) {
  const root = document.documentElement;
  if (name === "theme") {
    const isAuto = value === "auto";
    if (isAuto) root.removeAttribute("data-bs-theme");
    else root.setAttribute("data-bs-theme", value);
    document.querySelector('meta[name="color-scheme"]').content = isAuto ? "light dark" : value;
  } else if (name === "text") {
    root.classList.remove("mx-text-small", "mx-text-large");
    if (value !== "normal") root.classList.add(`mx-text-${value}`);
  } else {
    root.classList.toggle("mx-contrast-high", value === "high");
  }
}
