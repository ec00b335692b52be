// Sends the form when another order is chosen; the button that does it without this script is then not needed.

for (const select of document.querySelectorAll("[data-mx-sends]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
  const button = select.parentElement.querySelector("[data-mx-without-script]");
  if (button) button.hidden = true;
}
