// Sentences can be linked to, quoted and cited: the one that is clicked, those that are selected, or, from the button
// "Link to a sentence", any of them by keyboard. Without this script paragraphs link to themselves.

import { address, all, citation, cite, copy, data, hash, said, say } from "./citing.js";

const rtl = document.dir === "rtl";
let first = -1, last = -1, opener;
const bar = document.createElement("div");
const buttons = [["previous", "↑"], ["next", "↓"], ["more", "+"], ["link"], ["quote"], ["cite"], ["report"], ["close", "×"]];
bar.className = "tools";
bar.hidden = true;
bar.setAttribute("role", "group");
bar.setAttribute("aria-label", say.label);
for (const [name, sign] of buttons) {
  if (name === "report" && !data.report) continue;
  const button = document.createElement(name === "report" ? "a" : "button");
  button.dataset.do = name;
  button.textContent = sign ?? say[name];
  if (sign) button.title = button.ariaLabel = say[name];
  bar.append(button);
}
const status = document.createElement("span");
status.setAttribute("role", "status");
bar.append(status);
const tell = (words, hidden) => { status.className = hidden ? "vh" : ""; status.textContent = words; };

function mark(from, to) {
  [first, last] = [from, to];
  all.forEach((sentence, at) => sentence.classList.toggle("marked", at >= from && at <= to));
}

// Below the last marked sentence, and behind its paragraph for whoever goes on with Tab.
function place(element, paragraph, top, inline) {
  const frame = paragraph.closest("article").getBoundingClientRect();
  const line = paragraph.getBoundingClientRect();
  element.style.insetBlockStart = `${top - frame.top}px`;
  element.style.insetInlineStart = `${(rtl ? frame.right - line.right : line.left - frame.left) + inline(line)}px`;
}

function show(from, to, focus) {
  mark(from, to);
  const held = bar.contains(document.activeElement) && document.activeElement;
  const paragraph = all[to].closest("p");
  if (bar.previousElementSibling !== paragraph) paragraph.after(bar);
  bar.hidden = false;
  tell("", true);
  place(bar, paragraph, [...all[to].getClientRects()].at(-1).bottom + 6, () => 0);
  if (data.report) {
    const issue = new URL(data.report);
    issue.searchParams.set("body", `${address(from, to)}\n\n> ${said(from, to).quote}\n\n`);
    bar.querySelector("a").href = issue;
  }
  if (focus) (held || bar.querySelector("[data-do=next]")).focus({ preventScroll: true });
  if (focus) {
    all[from].scrollIntoView({ block: "nearest" });
    bar.scrollIntoView({ block: "nearest" });
    tell(said(from, to).quote, true);
  }
}

function close() {
  const held = bar.contains(document.activeElement);
  bar.hidden = true;
  if (held) opener?.focus();
  arrive(false);
}

const act = {
  previous: () => show(Math.max(0, first - 1), Math.max(0, first - 1), true),
  next: () => show(Math.min(all.length - 1, last + 1), Math.min(all.length - 1, last + 1), true),
  more: () => show(first, Math.min(all.length - 1, last + 1), true),
  link: () => { history.replaceState(null, "", hash(first, last)); copy(address(first, last), say.linked, tell); },
  quote: () => copy(citation("plain", first, last), say.quoted, tell),
  cite: () => { bar.hidden = true; cite(first, last); },
  close,
};
bar.addEventListener("click", (event) => act[event.target.closest("button")?.dataset.do]?.());
bar.addEventListener("keydown", (event) => {
  const name = { ArrowUp: "previous", ArrowDown: event.shiftKey ? "more" : "next" }[event.key];
  if (name) { event.preventDefault(); act[name](); }
});
addEventListener("keydown", (event) => { if (event.key === "Escape" && !bar.hidden) close(); });

// By keyboard: from the sentence that is marked, or the first that can be seen.
for (const button of document.querySelectorAll(".tools-open")) {
  button.addEventListener("click", () => {
    opener = button;
    const seen = all.findIndex((sentence) => sentence.getBoundingClientRect().top >= 0);
    show(first < 0 ? Math.max(0, seen) : first, first < 0 ? Math.max(0, seen) : last, true);
  });
}

// By mouse or finger: a sentence that is clicked; while the mouse rests on one, a handle beside it.
const handle = document.createElement("a");
handle.className = "handle";
handle.title = say.link;
handle.tabIndex = -1;
handle.ariaHidden = "true";
const sentenceOf = (target) => all.indexOf(target.closest?.(".s"));
addEventListener("click", (event) => {
  if (bar.contains(event.target) || event.target.closest(".tools-open, .cite")) return;
  const at = event.target === handle ? all.findIndex((sentence) => sentence.id === handle.hash.slice(1)) : sentenceOf(event.target);
  if (event.target === handle) event.preventDefault();
  else if (event.target.closest("a, button") || !getSelection().isCollapsed) return;
  if (at < 0 || (!bar.hidden && at >= first && at <= last)) return bar.hidden || close();
  opener = undefined;
  show(at, at);
});
let rest;
addEventListener("pointermove", (event) => {
  clearTimeout(rest);
  if (event.pointerType === "mouse") rest = setTimeout(() => {
    const sentence = all[sentenceOf(event.target)];
    if (!sentence) return;
    const paragraph = sentence.closest("p");
    const line = [...sentence.getClientRects()].find((box) => event.clientY <= box.bottom) ?? sentence.getBoundingClientRect();
    const edge = paragraph.getBoundingClientRect();
    if (rtl ? edge.left < 50 : innerWidth - edge.right < 50) return;
    handle.href = `#${sentence.id}`;
    paragraph.closest("article").append(handle);
    place(handle, paragraph, line.top, (box) => box.width + 8);
  }, 150);
});

// By selection: the sentences it touches.
function touched(range) {
  return all.filter((sentence) => {
    if (!range.intersectsNode(sentence)) return false;
    const part = document.createRange();
    part.selectNodeContents(sentence);
    if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) part.setStart(range.startContainer, range.startOffset);
    if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
    return part.toString().trim();
  });
}
// A quotation, not a word that somebody looks up: a whole sentence or a good part of one.
function quoted() {
  const selection = getSelection();
  if (selection.isCollapsed) return [];
  const found = touched(selection.getRangeAt(0)), words = selection.toString();
  return found.length > 1 || words.length >= 40 || found.some((one) => words.includes(one.textContent.trim())) ? found : [];
}
let pause;
document.addEventListener("selectionchange", () => {
  clearTimeout(pause);
  pause = setTimeout(() => {
    const found = quoted();
    if (found.length) show(all.indexOf(found[0]), all.indexOf(found.at(-1)));
  }, 300);
});
document.addEventListener("copy", (event) => {
  const found = quoted();
  if (!found.length) return;
  const selection = getSelection();
  const source = citation("attribution", all.indexOf(found[0]), all.indexOf(found.at(-1)));
  const html = document.createElement("div");
  html.append(selection.getRangeAt(0).cloneContents());
  for (const ours of html.querySelectorAll(".tools, .handle, .pilcrow, .retired")) ours.remove();
  for (const link of html.querySelectorAll("a")) link.href = link.href;
  const paragraph = document.createElement("p");
  paragraph.textContent = source;
  html.append(paragraph);
  event.clipboardData.setData("text/plain", `${selection}\n\n${source}`);
  event.clipboardData.setData("text/html", html.innerHTML);
  event.preventDefault();
});

// By address: one sentence, or a range from one to another; a retired id stands before the sentence it leads to. What
// has no place here any more, or stands half on another page, is on the page of the whole interview.
function arrive(scroll = true) {
  const names = decodeURIComponent(location.hash.slice(1)).split(":");
  const [from, to = from] = names.map((name) => {
    const element = /\.s\d+$/.test(name) && document.getElementById(name);
    return element ? all.indexOf(element.matches(".s") ? element : element.parentElement.querySelector(`#${CSS.escape(name)} ~ .s`)) : -1;
  });
  const lost = names.length > 1 ? from < 0 || to < 0 : !document.getElementById(names[0]);
  if (lost && /^(q\d|intro\.)/.test(names[0]) && document.body.matches(".kind-exchange")) location.replace(`../${location.hash}`);
  if (from < 0 || to < from) return mark(-1, -1);
  mark(from, to);
  if (scroll && to > from) all[from].scrollIntoView({ block: "center" });
}
addEventListener("hashchange", arrive);
arrive();
