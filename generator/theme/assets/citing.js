// The box of citations: copied and saved with the day on which the reader saw the page, and, when somebody cites
// sentences, filled in for those. Without this script the citation of the page itself can be read.

export const data = JSON.parse(document.getElementById("dragoman").textContent);
export const say = data.tools;

// Sentences in the order of the text; `first` and `last` are places in it.
export const all = [...document.querySelectorAll("main .text .s")];
export const id = (at) => all[at].id;
export const hash = (first, last) => `#${id(first)}${last > first ? `:${id(last)}` : ""}`;
export const address = (first, last) => location.origin + location.pathname + hash(first, last);

function speaker(sentence) {
  let element = sentence.closest("p");
  if (element.matches(".note")) return data.publication;
  while (element && !element.matches(".speaker")) element = element.previousElementSibling;
  return element?.querySelector(".name").textContent ?? data.publisher;
}

// Who speaks in the sentences, and their words; where more than one speaks, each name stands before its words.
export function said(first, last) {
  const some = all.slice(first, last + 1);
  const names = [...new Set(some.map(speaker))];
  let quote = "", before;
  for (const sentence of some) {
    const name = speaker(sentence);
    const space = quote && !(/^(zh|ja)/.test(sentence.closest("[lang]").lang)) ? " " : "";
    quote += space + (names.length > 1 && name !== before ? `${name}: ` : "") + sentence.textContent.trim();
    before = name;
  }
  return { speaker: names.join(", "), quote };
}

const escaped = {
  bibtex: (text) => text.replace(/[\\#$%&_{}~^]/g, (one) => ({ "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" })[one] ?? `\\${one}`),
  "csl-json": (text) => JSON.stringify(text).slice(1, -1),
};

function accessed(format) {
  const now = new Date();
  const iso = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  if (format === "plain") return new Intl.DateTimeFormat(data.locale, { dateStyle: "long", numberingSystem: "latn" }).format(now);
  return format === "ris" ? `${iso.replaceAll("-", "/")}/` : iso;
}

function fill(form, format, values) {
  return form.replace("::quote::.", "::quote::").replace(/::(\w+)::/g, (_, name) => {
    if (name === "accessed") return accessed(format);
    return (name !== "url" && name !== "key" && escaped[format] || String)(values[name]);
  });
}

export function citation(format, first, last) {
  const forms = data.forms[all[first].closest("[lang]").lang] ?? Object.values(data.forms)[0];
  return fill(forms[format], format, { ...said(first, last), url: address(first, last), key: `${data.key}.${id(first)}` });
}

export async function copy(text, done, tell) {
  try {
    await navigator.clipboard.writeText(text);
    tell(done);
  } catch {
    tell(say.failed);
  }
}

// Of the page, until somebody cites sentences.

const box = document.querySelector(".cite");
let cited;
const tellCite = (text) => { box.querySelector("[role=status]").textContent = text; };
const text = (format) => cited ? citation(format, ...cited) : fill(data.page[format], format);

export function cite(first, last) {
  cited = [first, last];
  for (const one of box.querySelectorAll("[data-format]")) one.querySelector(".words").textContent = text(one.dataset.format);
  const heading = document.getElementById("cite");
  heading.tabIndex = -1;
  heading.focus();
  tellCite(say.cited);
}

box?.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (!button) return;
  const { format, file } = button.closest("[data-format]").dataset;
  if (button.dataset.do === "copy") return copy(text(format), say.copied, tellCite);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text(format)], { type: "text/plain;charset=utf-8" }));
  link.download = cited ? file.replace(/.*(?=\.)/, `${data.key}.${id(cited[0])}`) : file;
  link.click();
});
