// "Choose all of this page" and the count of chosen rows. Without this script each row's own box still does.

for (const place of document.querySelectorAll("[data-mx-table]")) {
  const all = place.querySelector("[data-mx-all]");
  const rows = [...place.querySelectorAll("[data-mx-row]")];
  if (!all || !rows.length) continue;
  const words = place.querySelector("[data-mx-chosen]");
  const usual = words.textContent;
  const written = new Intl.NumberFormat(document.documentElement.lang);

  const show = () => {
    const count = rows.filter((row) => row.checked).length;
    all.checked = count === rows.length;
    all.indeterminate = count > 0 && count < rows.length;
    words.textContent = count ? words.dataset.mxChosen.replace("{n}", written.format(count)) : usual;
  };

  all.hidden = false;
  all.addEventListener("change", () => {
    for (const row of rows) row.checked = all.checked;
    show();
  });
  for (const row of rows) row.addEventListener("change", show);
  show(); // a browser that comes back to the page has kept the boxes
}
