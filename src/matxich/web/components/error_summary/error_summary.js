// Brings those who listen or zoom to what has to be corrected. Without this script it stands at the top all the same.

document.querySelector("[data-mx-focus]")?.focus();
