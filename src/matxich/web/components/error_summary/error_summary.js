// Brings those who listen or zoom to what has to be corrected. Without this script it stands at the top all the same.

const summary = document.querySelector("[data-mx-focus]");
if (summary && !summary.closest("[data-gallery]")) summary.focus();
