// Sends the form when a box is ticked, and folds the facets away where the screen is small.

for (const facets of document.querySelectorAll("[data-mx-facets]")) {
  const form = facets.closest("form");
  if (window.matchMedia("(max-width: 60rem)").matches) facets.open = false;
  facets.querySelector(".mx-facets-apply")?.setAttribute("hidden", "");
  facets.addEventListener("change", (event) => {
    if (event.target.matches("input[type=checkbox]")) form.requestSubmit();
  });
}
