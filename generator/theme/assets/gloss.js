// What a name in the text stands for, beside it: shown when the pointer rests on the name, when the keyboard reaches it,
// and at the first touch. Escape, or going elsewhere, hides it. Without this script a name is a link to its page.

const REST = 300; // milliseconds the pointer rests on a name before its gloss is shown
const LEAVE = 250; // and is away before it is hidden: it may be on its way to the gloss

const glosses = document.querySelector(".glosses");
const box = document.createElement("div");
box.className = "gloss";
box.hidden = true;
document.querySelector("main").append(box); // within a landmark, where whoever goes from one to the next finds it

let shown = null; // the name whose gloss is shown
let timer = 0;

const of = (name) => document.getElementById(`gloss-${name.dataset.term}`);

for (const name of document.querySelectorAll("a.term[data-term]")) {
  const words = of(name);
  if (!words) continue;
  name.setAttribute("aria-describedby", words.id);
  name.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") later(() => show(name), REST); });
  name.addEventListener("pointerleave", () => later(hide, LEAVE));
  name.addEventListener("focus", () => { if (name.matches(":focus-visible")) show(name); });
  name.addEventListener("blur", (event) => { if (!box.contains(event.relatedTarget)) hide(); });
  name.addEventListener("click", (event) => {
    if (event.pointerType !== "touch" || shown === name) return;
    event.preventDefault();
    show(name);
  });
}

box.addEventListener("pointerenter", () => clearTimeout(timer));
box.addEventListener("pointerleave", () => later(hide, LEAVE));
addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
addEventListener("pointerdown", (event) => { if (shown && !box.contains(event.target) && !shown.contains(event.target)) hide(); });
addEventListener("resize", hide);

function later(act, milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(act, milliseconds);
}

function hide() {
  clearTimeout(timer);
  box.hidden = true;
  shown = null;
}

/** Below the name, or above it where there is no room; never beyond the edges of the window. */
function show(name) {
  clearTimeout(timer);
  const copy = of(name).cloneNode(true);
  copy.removeAttribute("id");
  const link = document.createElement("a");
  link.href = name.href;
  link.tabIndex = -1; // the name itself leads there
  link.textContent = glosses.dataset.go;
  box.replaceChildren(copy, link);
  box.hidden = false;
  shown = name;
  const at = name.getClientRects()[0];
  const { width, height } = box.getBoundingClientRect();
  const edge = document.documentElement.clientWidth - width - 8;
  const start = document.dir === "rtl" ? at.right - width : at.left;
  const below = at.bottom + 6 + height <= innerHeight || at.top < height;
  box.style.left = `${scrollX + Math.max(8, Math.min(start, edge))}px`;
  box.style.top = `${scrollY + (below ? at.bottom + 6 : at.top - height - 6)}px`;
}
