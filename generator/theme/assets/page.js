// What every page does beyond being read: the language menu closes like a menu and keeps the place in the text.

const menu = document.querySelector("details.languages");
if (menu) {
  const close = () => { menu.open = false; };
  addEventListener("click", (event) => { if (!menu.contains(event.target)) close(); });
  menu.addEventListener("focusout", (event) => { if (!menu.contains(event.relatedTarget)) close(); });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { close(); menu.querySelector("summary").focus(); }
  });
  menu.addEventListener("toggle", () => {
    for (const link of menu.querySelectorAll("a")) link.hash = location.hash;
  });
}

const switchAll = document.querySelector("button.as-published");
if (switchAll) {
  switchAll.addEventListener("click", () => {
    const open = switchAll.getAttribute("aria-pressed") === "false";
    switchAll.setAttribute("aria-pressed", open);
    for (const one of document.querySelectorAll("details.published")) one.open = open;
  });
}

// Names in the text say what they stand for.
if (document.querySelector(".glosses")) import("./gloss.js");
