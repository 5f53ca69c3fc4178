// A table of figures: filtered, sorted, its choice in the address; records open where a link leads to them. Without
// this script it is a plain table with every record in it, or with links to them where it is one of several parts.

import { copy, say } from "./citing.js";

const table = document.querySelector("table.records");
const body = table?.tBodies[0];
const form = document.querySelector("form.choose");
const number = new Intl.NumberFormat(document.documentElement.lang, { numberingSystem: "latn" });
const places = (row) => row.dataset.places.split(" ").map(Number);

// --- records: a link to one opens it, and shows it when a filter hides it ---

function open() {
  const id = decodeURIComponent(location.hash.slice(1));
  const row = id && document.getElementById(id)?.closest("table.records tr");
  if (row) {
    if (row.hidden) { form.reset(); choose(); }
    const record = row.querySelector("details.record");
    if (record) record.open = true;
    row.scrollIntoView({ block: "nearest" });
  } else if (/^[^.]+\..+/.test(id) && form?.dataset.parts && !document.getElementById(id)) {
    // The record is in another part of the table; on the page of its interview it surely is.
    const [, slug, figure] = id.match(/^([^.]+)\.(.+)$/);
    location.replace(`${data.base}interviews/${slug}/data/#${figure}`);
  }
}

body?.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do=cite]");
  if (!button) return;
  const words = button.closest(".record").querySelector(".cited dd").textContent;
  const label = button.textContent;
  copy(words, say.copied, (told) => {
    button.textContent = told;
    setTimeout(() => { button.textContent = label; }, 2000);
  });
});

// --- rows: those of this page, and once somebody chooses, those of the other parts ---

const data = JSON.parse(document.getElementById("dragoman").textContent);
let rows = [...(body?.rows ?? [])];
let parts = form?.dataset.parts.split(" ").filter(Boolean) ?? [];

async function whole() {
  const addresses = parts.map((part) => new URL(part, location.href.replace(/[?#].*/, "")));
  parts = [];
  const pages = await Promise.all(addresses.map(async (url) => {
    const page = new DOMParser().parseFromString(await (await fetch(url)).text(), "text/html");
    const found = [...page.querySelectorAll("table.records tbody tr")];
    for (const link of found.flatMap((row) => [...row.querySelectorAll("a[href]")])) {
      link.href = new URL(link.getAttribute("href"), url).href;
    }
    return found;
  }));
  const before = addresses.filter((url) => url.pathname < location.pathname).length;
  rows = [...pages.slice(0, before).flat(), ...rows, ...pages.slice(before).flat()];
  document.querySelector(".pager")?.remove();
}

// --- what is chosen ---

const chosen = () => Object.fromEntries([...new FormData(form)].filter(([, value]) => value));

async function choose() {
  const want = chosen();
  if (parts.length && Object.keys(want).length) await whole();
  const selects = [...form.querySelectorAll("select[data-at]")];
  const tests = selects.filter((one) => one.value).map((one) => [one.dataset.at, one.selectedIndex]);
  const at = selects.find((one) => one.name === want.sort)?.dataset.at;
  const unit = form.elements.unit?.dataset.at;
  const key = {
    value: (row) => [unit ? places(row)[unit] : 0, row.dataset.value ? Number(row.dataset.value) : Infinity],
  }[want.sort] ?? ((row) => [at ? places(row)[at] : 0]);
  const turn = want.down ? -1 : 1;
  const sorted = rows.map((row, order) => [key(row), order, row]).sort(([a, m], [b, n]) => {
    const differ = a.findIndex((value, i) => value !== b[i]);
    return turn * (differ < 0 ? m - n : a[differ] - b[differ]);
  });
  let shown = 0;
  for (const [, , row] of sorted) {
    const here = places(row);
    row.hidden = !tests.every(([column, value]) => here[column] === value);
    shown += !row.hidden;
  }
  body.replaceChildren(...sorted.map(([, , row]) => row));
  const told = form.querySelector(".shown");
  told.textContent = told.dataset.shown
    .replace("%(shown)s", number.format(shown)).replace("%(total)s", number.format(told.dataset.total));
  for (const head of heads) {
    const by = head.dataset.sort === want.sort;
    head.toggleAttribute("aria-sort", by);
    if (by) head.setAttribute("aria-sort", want.down ? "descending" : "ascending");
  }
}

function keep() {
  const query = new URLSearchParams(chosen());
  history.replaceState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}`);
}

const heads = [];

if (form) {
  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements[name];
    if (field?.type === "checkbox") field.checked = true;
    else if (field) { field.value = value; if (field.selectedIndex < 0) field.selectedIndex = 0; }
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => { choose(); keep(); });
  form.addEventListener("reset", () => setTimeout(() => { choose(); keep(); }));
  // Where rows are cards nobody sees the headings that sort: the choice of an order is in the form.
  const cards = matchMedia("(max-width: 44rem)");
  const sorts = [...form.elements.sort.options].map((one) => one.value);
  for (const head of table.tHead.querySelectorAll("[data-sort]")) {
    if (!sorts.includes(head.dataset.sort)) continue;
    const button = document.createElement("button");
    button.type = "button";
    const words = [...head.childNodes];
    const dress = () => {
      if (cards.matches) return head.replaceChildren(...words);
      button.replaceChildren(...words);
      head.replaceChildren(button);
    };
    dress();
    cards.addEventListener("change", dress);
    heads.push(head);
    button.addEventListener("click", () => {
      form.elements.down.checked = form.elements.sort.value === head.dataset.sort && !form.elements.down.checked;
      form.elements.sort.value = head.dataset.sort;
      choose();
      keep();
    });
  }
  choose();
}

open();
addEventListener("hashchange", open);
