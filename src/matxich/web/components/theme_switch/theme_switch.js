// Changes the theme at once. Without this script the same form is sent to the server, which keeps the same cookie.

const YEAR_S = 365 * 24 * 3600;

for (const form of document.querySelectorAll("[data-mx-theme]")) {
  form.addEventListener("submit", (event) => {
    const chosen = event.submitter?.value;
    if (!chosen) return;
    event.preventDefault();
    keep(chosen);
    show(form, chosen);
  });
}

function keep(theme) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  const age = theme === "auto" ? 0 : YEAR_S;
  document.cookie = `mx_theme=${theme}; path=/; max-age=${age}; samesite=lax${secure}`;
}

function show(form, theme) {
  const isAuto = theme === "auto";
  if (isAuto) document.documentElement.removeAttribute("data-bs-theme");
  else document.documentElement.setAttribute("data-bs-theme", theme);
  document.querySelector('meta[name="color-scheme"]').content = isAuto ? "light dark" : theme;
  for (const button of form.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.value === theme));
  }
}
