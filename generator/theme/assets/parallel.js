// Side by side: the sentence under the pointer, with the focus, or linked to, is marked in both languages.

const text = document.querySelector(".parallel");
let marked = [];

const mark = (id) => {
  for (const one of marked) one.classList.remove("twin");
  const twin = id && text.querySelector(`[data-s="${CSS.escape(id)}"]`);
  marked = twin ? [twin, document.getElementById(id)] : [];
  for (const one of marked) one.classList.add("twin");
};
const linked = () => mark(decodeURIComponent(location.hash.slice(1)));
const point = (event) => {
  const one = event.target.closest(".s, [data-s]");
  if (one) mark(one.dataset.s ?? one.id);
};

text.addEventListener("pointerover", point);
text.addEventListener("focusin", point);
text.addEventListener("pointerleave", linked);
text.addEventListener("focusout", linked);
addEventListener("hashchange", linked);
linked();
