// The search dialog, made when it is first opened.
import { addressOf, fold, joined, normalise, numberReader, quotation, search } from "./search-core.js";
import { opened } from "./search-engine.js";

const config = JSON.parse(document.getElementById("dragoman").textContent);
const strings = config.search;
const locale = config.locale || document.documentElement.lang;
const edition = new URL(config.base || "./", location.href);
const bundle = new URL("pagefind/", edition);

const PAGE = 8; // results shown at once
const FIRST = 3; // of them, shown as soon as they are there
const FACETS = ["topic", "person", "year", "interview", "language", "genre"];
const FACET_VALUES = 10; // shown before the rest is asked for
const RECENT = "dragoman.search";
const PAUSE = 140; // milliseconds without a key before searching

// --- what is loaded --------------------------------------------------------------------------------------------------

const json = async (url) => {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer.json();
};

const WEIGHTS = { title: 3, interview: 0.2, speaker: 0.2, date: 0.1 }; // of matches in what is said of a page

let loading;
const load = () => {
  loading ??= json(new URL("search.json", bundle))
    .then(async (about) => ({
      engine: await opened(bundle, about, WEIGHTS),
      terms: about.terms,
      common: new Set(about.common),
      read: numberReader(about),
    }))
    .catch((error) => {
      loading = undefined;
      throw error;
    });
  return loading;
};

const buckets = new Map();
const vocabulary = (word) => {
  const bucket = (word.codePointAt(0) % 16).toString(16);
  if (!buckets.has(bucket)) {
    buckets.set(bucket, fetch(new URL(`vocabulary/${bucket}.txt`, bundle)).then(async (answer) => {
      const lines = answer.ok ? (await answer.text()).split("\n").filter(Boolean) : [];
      return lines.map((line) => line.split(" ")).map(([form, count]) => [form, Number(count)]);
    }));
  }
  return buckets.get(bucket);
};

let variants;
const han = () => {
  variants ??= fetch(new URL("han.txt", import.meta.url)).then(async (answer) => {
    const pairs = (answer.ok ? await answer.text() : "").replace(/^#.*$|\s/gm, "").match(/../gu) ?? [];
    return [new Map(pairs.map(([old, simple]) => [old, simple])), new Map(pairs.map(([old, simple]) => [simple, old]))];
  });
  return variants;
};

const styled = new Promise((resolve) => {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("search.css", import.meta.url);
  link.onload = link.onerror = resolve;
  document.head.append(link);
});

// --- elements --------------------------------------------------------------------------------------------------------

/** An element with properties, attributes (`aria-*`, `role`, …) and children. */
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

const say = (text, values) => text.replace(/%\((\w+)\)s/g, (_, name) => values[name]);

/** The form of a plural for a number: `forms` are examples, number -> form. */
function plural(forms, count) {
  const rules = new Intl.PluralRules(locale);
  const wanted = rules.select(count);
  const form = Object.entries(forms).find(([example]) => rules.select(Number(example)) === wanted)?.[1];
  return say(form ?? Object.values(forms).at(-1), { n: new Intl.NumberFormat(locale).format(count) });
}

const button = (label, press, properties = {}) => make("button", { type: "button", onclick: press, ...properties }, label);

const input = make("input", {
  id: "search-query", type: "text", dir: "auto", autocomplete: "off", autocapitalize: "off", spellcheck: false,
  enterKeyHint: "search", placeholder: strings.placeholder, "aria-describedby": "search-keys", oninput: () => later(),
});
const status = make("p", { className: "search-status", role: "status" });
const notice = make("p", { className: "search-notice", hidden: true });
const terms = make("ul", { className: "search-terms", hidden: true, "aria-label": strings.terms });
const list = make("ol", { className: "search-results", "aria-label": strings.results_label });
const more = button(strings.more, () => showMore(), { className: "search-more", hidden: true });
const start = make("div", { className: "search-start" });
const facetGroups = make("div", { className: "search-groups" });
const facets = make("details", { className: "search-facets", ontoggle: () => facets.open && run() },
  make("summary", {}, strings.filters), facetGroups);
const chosen = make("p", { className: "search-chosen", hidden: true });

const dialog = make("dialog", { className: "search", "aria-label": strings.search },
  make("form", { className: "search-form", role: "search", onsubmit: (event) => submit(event) },
    make("label", { className: "search-label", htmlFor: "search-query" }, strings.label),
    input,
    button(strings.close, () => dialog.close(), { className: "search-close" })),
  make("div", { className: "search-body" }, status, notice, facets, chosen, terms, list, more, start),
  make("p", { className: "search-keys", id: "search-keys" }, strings.keys));

// --- state -----------------------------------------------------------------------------------------------------------

let opener = null;
let timer = 0;
let turn = 0; // of the latest search: older answers are thrown away
let answer = null; // the latest search's
let shown = 0;
let corrects = true;
const selected = new Map(FACETS.map((facet) => [facet, new Set()]));

/** Open the dialog; `query` is searched at once, narrowed to pairs of a facet and a value. */
export async function open(from, query, narrowed = []) {
  if (dialog.open) {
    input.focus();
    return;
  }
  if (!dialog.isConnected) document.body.append(dialog);
  opener = from;
  load().catch(() => {});
  await styled;
  if (dialog.open) return;
  dialog.showModal();
  if (query !== undefined) input.value = query;
  for (const [facet, value] of narrowed) selected.get(facet)?.add(value);
  input.focus();
  input.select();
  run();
}

dialog.addEventListener("close", () => {
  clearTimeout(timer);
  const target = opener?.isConnected && opener !== document.body ? opener : document.querySelector(".search-open");
  target?.focus();
});

dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close(); // the backdrop
});

dialog.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  if (event.target.type === "checkbox" || event.isComposing) return;
  const stops = [input, ...dialog.querySelectorAll(".search-terms a, .search-results a, .search-start a, .search-start li button")]
    .filter((stop) => stop.checkVisibility?.() ?? true);
  const at = stops.indexOf(document.activeElement);
  const next = stops[(at + (event.key === "ArrowDown" ? 1 : -1) + stops.length) % stops.length];
  event.preventDefault();
  next.focus();
});

const later = () => {
  corrects = true;
  clearTimeout(timer);
  timer = setTimeout(run, PAUSE);
};

async function submit(event) {
  event.preventDefault();
  clearTimeout(timer);
  if (answer?.typed !== input.value) await run();
  const first = dialog.querySelector(".search-terms:not([hidden]) a, .search-results a");
  first?.click();
}

// --- searching -------------------------------------------------------------------------------------------------------

async function run() {
  const mine = ++turn;
  const typed = input.value;
  const filters = Object.fromEntries([...selected].filter(([, values]) => values.size)
    .map(([facet, values]) => [facet, { any: [...values] }]));
  const filtered = Object.keys(filters).length > 0;
  if (!normalise(typed) && !filtered && !facets.open) return showStart(mine);
  const slow = setTimeout(() => { if (mine === turn) status.textContent = strings.searching; }, 250);
  try {
    const { engine, read, common, terms: known } = await load();
    const available = facets.open || filtered ? await engine.filters() : null;
    const found = await search(engine, typed, { filters, read, vocabulary, han, common, corrects });
    const pages = await Promise.all(found.results.slice(0, FIRST).map((result) => result.data()));
    if (mine !== turn) return;
    clearTimeout(slow); // not after the number of results was told
    answer = { ...found, typed, read };
    start.hidden = true;
    showNotice(found, typed);
    showTerms(filtered ? [] : matching(known, found.query));
    showFacets(available, found.counts, filtered);
    facets.hidden = !found.results.length && !filtered;
    list.replaceChildren(...pages.map(item));
    shown = pages.length;
    more.hidden = found.results.length <= PAGE;
    status.textContent = found.results.length ? plural(strings.results, found.results.length)
      : say(strings.none, { query: typed.trim() });
    if (!found.results.length && terms.hidden) showHelp(known, filtered);
    await showRest(mine, PAGE);
    if (mine !== turn) return;
    dialog.dataset.answered = typed; // for whoever watches from outside, tests for one
  } catch (error) {
    console.error(error);
    loading = undefined; // the next attempt loads again
    if (mine === turn) status.textContent = strings.failed;
  } finally {
    clearTimeout(slow);
  }
}

/** Results up to so many, behind those that are shown; answers the new ones. */
async function showRest(mine, count) {
  const pages = await Promise.all(answer.results.slice(shown, count).map((result) => result.data()));
  if (mine !== turn) return [];
  const items = pages.map(item);
  list.append(...items);
  shown += items.length;
  return items;
}

async function showMore() {
  const mine = turn;
  const items = await showRest(mine, shown + PAGE);
  if (mine !== turn) return;
  items[0]?.querySelector("a").focus();
  more.hidden = shown >= answer.results.length;
}

/** A result: title, what it is from, the passage, and a link to the very sentence. */
function item(page) {
  const { anchor, parts } = quotation(page, answer.query, answer.read);
  const address = new URL(addressOf(page), edition);
  if (anchor) address.hash = anchor;
  const { title = "", interview = "", speaker = "", date = "" } = page.meta;
  const from = [interview, date, speaker].filter((part) => part && part !== title).map(joined);
  return make("li", {},
    make("a", { href: address.href, onclick: remember }, joined(title)),
    from.length ? make("p", { className: "search-from" }, from.join("\u00a0· ")) : null,
    parts.length ? make("p", { className: "search-quote" },
      ...parts.map(({ text, mark }) => (mark ? make("mark", {}, text) : text))) : null);
}

/** Terms of which every word of the query begins a word, best known first, at most three. */
function matching(known, query) {
  const words = fold(query).split(/[\s"]+/).filter(Boolean);
  if (!words.length || words.join("").length < 2) return [];
  const ranked = [];
  for (const term of known) {
    const label = fold(term.label);
    const inLabel = words.every((word) => begins(label, word));
    if (!inLabel && !words.every((word) => begins(`${label} ${fold(term.words)}`, word))) continue;
    const rank = label === words.join(" ") ? 0 : inLabel ? 1 : 2;
    ranked.push({ term, rank });
  }
  return ranked.sort((a, b) => a.rank - b.rank || b.term.count - a.term.count).slice(0, 3).map(({ term }) => term);
}

const UNCUT = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]/;
const begins = (text, word) => {
  if (UNCUT.test(word)) return text.includes(word);
  return ` ${text.replace(/[^\p{L}\p{N}]+/gu, " ")}`.includes(` ${word}`);
};

// --- what is shown ---------------------------------------------------------------------------------------------------

function showNotice({ mode, query }, typed) {
  notice.hidden = mode !== "corrected" && mode !== "any";
  if (mode === "any") notice.replaceChildren(strings.any);
  if (mode === "corrected") {
    const back = button(say(strings.instead, { query: typed.trim() }), () => {
      corrects = false;
      run();
      input.focus();
    });
    notice.replaceChildren(say(strings.corrected, { query }), " ", back);
  }
}

function showTerms(matched) {
  terms.hidden = !matched.length;
  terms.replaceChildren(...matched.map(termLink));
}

const termLink = ({ label, path, kind }) => make("li", {},
  make("a", { href: new URL(path, edition).href, onclick: remember },
    make("span", { className: "search-kind" }, strings.kinds[kind] ?? ""), " ", label));

function showFacets(available, counts, filtered) {
  chosen.hidden = !filtered;
  chosen.replaceChildren(...[...selected].flatMap(([facet, values]) => [...values].map((value) =>
    button(value, () => choose(facet, value, false), { className: "search-chip", "aria-label": say(strings.remove, { value }) }))),
    button(strings.clear, clear, { className: "search-clear" }));
  if (!available) return;
  const focused = dialog.contains(document.activeElement) ? document.activeElement.id : "";
  facetGroups.replaceChildren(...FACETS.map((facet) => group(facet, available[facet] ?? {}, counts?.[facet])).filter(Boolean));
  if (focused) document.getElementById(focused)?.focus();
}

const unfolded = new Set();

function group(facet, available, counts) {
  const numbers = new Intl.NumberFormat(locale);
  const count = (value) => counts?.[value] ?? 0;
  const values = Object.keys(available).filter((value) => count(value) || selected.get(facet).has(value));
  if (!values.length) return null;
  values.sort(facet === "year" ? (a, b) => b.localeCompare(a) : (a, b) => count(b) - count(a) || a.localeCompare(b, locale));
  const visible = unfolded.has(facet) ? values : values.slice(0, FACET_VALUES);
  const boxes = visible.map((value, at) => {
    const box = make("input", {
      type: "checkbox", id: `search-${facet}-${at}`, checked: selected.get(facet).has(value),
      onchange: () => choose(facet, value, box.checked),
    });
    return make("li", {}, make("label", {}, box, make("span", {}, value), make("span", { className: "search-count" }, numbers.format(count(value)))));
  });
  const rest = values.length > visible.length
    ? button(strings.all, () => { unfolded.add(facet); run(); }, { className: "search-rest" }) : null;
  return make("fieldset", {}, make("legend", {}, strings.facets[facet]), make("ul", {}, ...boxes), rest);
}

function choose(facet, value, on) {
  selected.get(facet)[on ? "add" : "delete"](value);
  run();
  if (document.activeElement === document.body) input.focus();
}

function clear() {
  for (const values of selected.values()) values.clear();
  run();
  input.focus();
}

/** Before anything is typed: recent searches, and the topics that are spoken of most. */
async function showStart(mine) {
  answer = null;
  status.textContent = "";
  notice.hidden = terms.hidden = chosen.hidden = more.hidden = facets.hidden = true;
  list.replaceChildren();
  start.hidden = false;
  start.replaceChildren(...recentSection());
  try {
    const { terms: known } = await load();
    if (mine === turn) start.append(...suggestions(known));
  } catch {
    if (mine === turn) status.textContent = strings.failed;
  }
}

/** Nothing found: a way out. */
function showHelp(known, filtered) {
  start.hidden = false;
  start.replaceChildren(...(filtered ? [button(strings.clear, clear)] : []), ...suggestions(known));
}

function suggestions(known) {
  const topics = known.filter(({ kind, count }) => kind === "topic" && count).slice(0, 8);
  return topics.length ? [make("h2", {}, strings.suggestions), make("ul", { className: "search-suggestions" },
    ...topics.map(({ label, path }) => make("li", {}, make("a", { href: new URL(path, edition).href }, label))))] : [];
}

function recentSection() {
  const queries = recent();
  if (!queries.length) return [];
  return [
    make("h2", {}, strings.recent),
    make("ul", { className: "search-recent" }, ...queries.map((query) => make("li", {}, button(query, () => {
      input.value = query;
      input.focus();
      run();
    }, { dir: "auto" })))),
    button(strings.forget, () => {
      store([]);
      run();
      input.focus();
    }, { className: "search-forget" }),
  ];
}

// --- recent searches: kept in this browser only ----------------------------------------------------------------------

function recent() {
  try {
    const queries = JSON.parse(localStorage.getItem(RECENT) ?? "[]");
    return Array.isArray(queries) ? queries.filter((query) => typeof query === "string").slice(0, 5) : [];
  } catch {
    return [];
  }
}

function store(queries) {
  try {
    localStorage.setItem(RECENT, JSON.stringify(queries));
  } catch {
    // Storage is full or forbidden: searching works without.
  }
}

/** A search that led somewhere is worth keeping. A link to this page closes the dialog. */
function remember(event) {
  const query = input.value.trim();
  if (query) store([query, ...recent().filter((other) => other !== query)].slice(0, 5));
  const { pathname, hash } = new URL(event.currentTarget.href);
  if (pathname === location.pathname && hash && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    opener = null;
    dialog.close();
  }
}
