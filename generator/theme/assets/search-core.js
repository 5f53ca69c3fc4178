// From what a reader types to results and quotations: everything of search that knows no page and no dialog.
// The counterparts in Python are generator/search/{scripts,numbers,vocabulary}.py.

// --- scripts ---------------------------------------------------------------------------------------------------------

export const UNSPACED =
  "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const CHARACTER = new RegExp(`[${UNSPACED}]`, "u");
const RUN = new RegExp(`[${UNSPACED}]+`, "gu");
const WORD = "[\\p{L}\\p{N}_]"; // what Python calls \w
const NONE = "[^\\p{L}\\p{N}_\\s]";
const LETTER = `(?=${WORD})[${UNSPACED}](?:(?!${WORD})[${UNSPACED}])*`; // and the marks on it
const BOUNDARY = new RegExp(
  `${WORD}${NONE}*(?=(?=${WORD})[${UNSPACED}])|[${UNSPACED}]${NONE}*(?=${WORD})|(?<=${WORD})[—–―…]+(?=${WORD})`, "gu");
const SEPARATOR = "\u205f";
const PAIR = new RegExp(`(${LETTER})${SEPARATOR}(?=(${LETTER}))`, "gu");
const AGAIN = new RegExp(`(${LETTER})${SEPARATOR}\\1`, "gu");
const LAST = new RegExp(`(${LETTER})${SEPARATOR}\\1(?!${LETTER})`, "gu");
const COUNTER = new RegExp(`(?<=\\p{Nd}) ?${LETTER}(?!\\S)`, "gu");
const LAST_OF_ALL = new RegExp(`(${LETTER})${SEPARATOR}\\1(?="?$)`, "gu");

/** A text as the index has it: 宽体客机 are the words 宽体, 体客, 客机 and 机. */
const spaced = (text) => text.replace(BOUNDARY, `$&${SEPARATOR}`).replace(PAIR, `$1$2${SEPARATOR}`);

/** Words of the index as they stood in the text. */
export const joined = (text) => text.replace(AGAIN, "$1").replaceAll(SEPARATOR, "");

/**
 * The words to ask for, in any order: without the last letters, which are there as a part of pairs, and without single
 * ones behind a number (2023年: pages with the number are few enough).
 */
const words = (query) => spaced(query.replace(COUNTER, "")).replace(LAST, "$1");

/** The same words side by side. */
const sideways = (query) => spaced(query).replace(LAST_OF_ALL, "$1");

/** Without case and diacritics. */
export const fold = (text) => text.normalize("NFKD").replace(/\p{M}|\u0640/gu, "").toLowerCase();

// --- numbers ---------------------------------------------------------------------------------------------------------

const ZEROS = [0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0,
  0xf20, 0x1040, 0x17e0, 0x1810, 0xff10];
const western = (text) => text.replace(/\p{Nd}/gu, (digit) => {
  const code = digit.codePointAt(0);
  const zero = ZEROS.findLast((start) => start <= code);
  return code - zero < 10 ? String(code - zero) : digit;
});

const BLANKS = " \\u00a0\\u2009\\u202f";
const NUMBER = `\\p{Nd}+(?:[.,'’٫٬]\\p{Nd}+|[${BLANKS}]\\p{Nd}{3}(?!\\p{Nd}))*`;
const RUN_ON = new RegExp(`[${UNSPACED}\\uac00-\\ud7af]`, "u");

/**
 * Reads numbers with an edition's words for size and its decimal mark: `text => [{start, end, value, …}]`.
 * `written` is what its digits say, which end at `digitsEnd`; `literal` the same where the index has them apart
 * (US$56.68); `full` its value where a word for size follows. The last two are empty where there is no need of them.
 */
export function numberReader({ scales, decimal }) {
  const words = Object.keys(scales).sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const sizes = new RegExp(
    `[${BLANKS}]?(${words.map((word) => word + (RUN_ON.test(word) ? "" : "(?!\\p{L})")).join("|")})`, "iuy");
  const sizeOf = new Map(words.map((word) => [word.toLowerCase(), scales[word]]));

  const amountAt = (text, match) => {
    const value = valueOf(match[0], decimal);
    if (value === null) return null;
    let size = 1;
    let end = match.index + match[0].length;
    for (let times = 0; times < 2; times++) { // mil millones, 3千万
      sizes.lastIndex = end;
      const word = sizes.exec(text);
      if (!word) break;
      size *= sizeOf.get(word[1].toLowerCase());
      end = sizes.lastIndex;
    }
    return { value: times10(value, size), written: value, size, end };
  };

  return (text) => {
    const found = [];
    const number = new RegExp(NUMBER, "gu");
    for (let match; (match = number.exec(text));) {
      const amount = amountAt(text, match);
      if (!amount) continue;
      const literal = disguised(text, match) ? amount.written : "";
      const digitsEnd = match.index + match[0].length;
      const scaled = amount.size > 1;
      const next = new RegExp(NUMBER, "uy");
      while (amount.size > 1) { // 1亿700万
        next.lastIndex = amount.end + (text[amount.end] === " " ? 1 : 0);
        const following = next.exec(text);
        const more = following && amountAt(text, following);
        if (!more || more.size <= 1 || more.size >= amount.size) break;
        amount.value = String(BigInt(amount.value.split(".")[0]) + BigInt(more.value.split(".")[0]));
        Object.assign(amount, { size: more.size, end: more.end });
      }
      const { value, written, end } = amount;
      found.push({ start: match.index, end, digitsEnd, value, written, literal, full: scaled ? value : "" });
      number.lastIndex = amount.end;
    }
    return found;
  };
}

/** Digits with separators as plain digits ("107.5"); null where they are no number. */
function valueOf(written, decimal) {
  const text = western(written).replace(new RegExp(`[${BLANKS}'’٬]`, "gu"), "").replace("٫", decimal);
  const separators = text.replace(/\d/g, "");
  let [whole, fraction] = [text, ""];
  if (new Set(separators).size === 2) {
    const last = separators.at(-1);
    if (separators.indexOf(last) < separators.length - 1) return null;
    [whole, fraction] = [text.slice(0, text.lastIndexOf(last)), text.slice(text.lastIndexOf(last) + 1)];
  } else if (separators.length === 1 && (separators === decimal || !/^\d{1,3}.\d{3}$/.test(text))) {
    [whole, fraction] = text.split(separators);
  }
  if (!/^(?:\d+|\d{1,3}(?:[.,]\d{3})+)$/.test(whole)) return null;
  return trimmed(`${whole.replace(/\D/g, "")}.${fraction}`);
}

const trimmed = (digits) => {
  const [whole, fraction = ""] = digits.split(".");
  const rest = fraction.replace(/0+$/, "");
  return (whole.replace(/^0+(?=\d)/, "") || "0") + (rest && `.${rest}`);
};

/** Exact product with a size: 240.11 × 1000000000, without floating point. */
function times10(digits, size) {
  const [whole, fraction = ""] = digits.split(".");
  const product = (BigInt(whole + fraction) * BigInt(size)).toString().padStart(fraction.length + 1, "0");
  const point = product.length - fraction.length;
  return trimmed(`${product.slice(0, point)}.${product.slice(point)}`);
}

function disguised(text, match) {
  if (!/^[\x21-\x26\x28-\x7e]+$/.test(match[0])) return true;
  const before = [...text.slice(0, match.index)].at(-1) ?? "";
  const after = [...text.slice(match.index + match[0].length)][0] ?? "";
  return [before, after].some((c) => /[\p{L}\p{S}]/u.test(c) && !RUN_ON.test(c));
}

// --- queries ---------------------------------------------------------------------------------------------------------

/** What is typed, in the forms that the index knows: digits, quotation marks, widths, Arabic ornaments. */
export const normalise = (query) =>
  western(query.normalize("NFKC")).replace(/[\u0640\u064b-\u065f\u0670\u200b-\u200f]/g, "")
    .replace(/[«»“”„‟「」『』]/g, '"').replace(/\s+/g, " ").trim();

/**
 * Results for a query, best first.
 * `engine` is an index (`search-engine.js`), `read` a number reader,
 * `vocabulary(word)` the words that begin like it, `[[word, count], …]`; `common` the words that most pages have;
 * `han()` the traditional Chinese characters and their simplified forms, a map each way.
 * Answers `{results, counts, mode, query}`; `query` is what was searched in the end. `mode` is `all` (pages with every
 * word), `corrected` (the same, of a query without its misspellings), `any` (pages with some words) or `none`.
 */
export async function search(engine, typed, { filters = {}, read, vocabulary, han, common = new Set(), corrects = true }) {
  const known = async (word) => hasWord(await engine.search(word));
  const query = await otherForms(known, telling(normalise(typed), common), han);
  const ask = (words) => engine.search(words, filters);
  if (!query) {
    const everything = await ask(null);
    return { results: everything.results, counts: everything.counts, mode: "all", query };
  }
  const strict = (wanted) => everyWord(ask, wanted, read, known);
  const found = await strict(query);
  const { meant, lost } = await unknownWords(known, unsized(query, read), vocabulary);
  if (!meant.size && !lost.size && found.results.length) return { ...found, mode: "all", query };
  if (corrects && meant.size) {
    const corrected = replaced(query, meant);
    const better = await strict(corrected);
    if (better.results.length) return { ...better, mode: "corrected", query: corrected };
  }
  if (query.includes('"')) return { results: [], counts: {}, mode: "none", query };
  // What Pagefind finds for a word that is nowhere is noise: words that begin alike.
  const rest = replaced(query, new Map([...meant.keys(), ...lost].map((word) => [word, ""])));
  const some = rest ? await loose(ask, rest, read) : { results: [], counts: {} };
  return { ...some, mode: some.results.length ? "any" : "none", query };
}

/** The query without the words that say nothing, unless it has no others; what is in quotation marks stays. */
function telling(query, common) {
  if (query.includes('"')) return query;
  const kept = query.split(" ").filter((word) => !common.has(fold(word)));
  return kept.length ? kept.join(" ") : query;
}

/** Words of a query in scripts without spaces, as the index has them. */
const lettered = (query) => words(query).split(/\s+/).filter((word) => CHARACTER.test(word));

/** Those of the words that no page has. */
async function missing(known, asked) {
  const answers = await Promise.all(asked.map(known));
  return asked.filter((_, at) => !answers[at]);
}

/** The query with the Chinese characters that no page has so in their other form, if pages have that: 免簽 is 免签. */
async function otherForms(known, query, han) {
  const asked = lettered(segmented(query));
  const unknown = await missing(known, asked);
  if (!unknown.length || !han) return query;
  const there = new Set(asked.filter((word) => !unknown.includes(word)).flatMap((word) => [...word]));
  const maps = await han();
  const other = (one) => (there.has(one) ? one : maps.map((map) => map.get(one)).find(Boolean) ?? one);
  const candidate = query.replace(/\p{Script=Han}/gu, other);
  if (candidate === query) return query;
  return (await missing(known, lettered(segmented(candidate)))).length < unknown.length ? candidate : query;
}

/** The query with some of its words replaced. */
const replaced = (query, words) =>
  query.replace(/[\p{L}\p{M}]+/gu, (word) => words.get(word) ?? word).replace(/\s+/g, " ").trim();

const segmenter = globalThis.Intl?.Segmenter ? new Intl.Segmenter(undefined, { granularity: "word" }) : null;

/**
 * The query with spaces between the words of scripts without them, as the browser's dictionary has them; letters that
 * are words of their own stay together, or, as `strays`, are left out beside longer words.
 */
function segmented(query, strays = true) {
  if (!segmenter || query.includes('"')) return query;
  return query.replace(RUN, (run) => {
    const found = [...segmenter.segment(run)].map(({ segment }) => segment);
    const kept = [];
    let stray = "";
    for (const one of [...found, ""]) {
      if ([...one].length === 1) {
        stray += one;
        continue;
      }
      if ([...stray].length > 1 && strays) kept.push(stray);
      stray = "";
      if (one) kept.push(one);
    }
    return kept.length ? ` ${kept.join(" ")} ` : run;
  }).trim();
}

/** `strict` with as many of the words as there are pages for. */
async function everyWord(ask, query, read, known) {
  let found = { results: [], counts: {} };
  for (const need of new Set([segmented(query), segmented(query, false)])) {
    if ((await missing(known, lettered(need))).length) continue;
    found = await strict(ask, query, need, read);
    if (found.results.length) break;
  }
  return found;
}

const ARABIC_WORD = /(?<!\p{L})(ال)?(\p{Script=Arabic}{3,})/gu;
const TOGGLED = 3; // words of a query at most that are looked for with and without an article each

/** An Arabic word with the article where it had none and without where it had one: stems are not always the same. */
const toggledArticle = (_, article, word) => (article ? word : `ال${word}`);

/** The query with every choice of articles; where it has many words, with all of them the other way round. */
function articled(query) {
  const count = query.includes('"') ? 0 : [...query.matchAll(ARABIC_WORD)].length;
  if (count > TOGGLED) return [query, query.replace(ARABIC_WORD, toggledArticle)];
  return Array.from({ length: 2 ** count }, (_, choice) => {
    let at = 0;
    return query.replace(ARABIC_WORD, (word, ...groups) => (choice >> at++ & 1 ? toggledArticle(word, ...groups) : word));
  });
}

/** How many words of the query a result has as they are, not as the beginning of others: виза, not визит. */
const exact = ({ terms }, stems) => stems.filter((stem) => terms.includes(stem)).length;

/** Pages with every word of `need`; first those with the number meant, with words side by side, with whole words. */
async function strict(ask, query, need, read) {
  const quoted = query.includes('"');
  const plain = (quoted ? sideways : words)(plainNumbers(need, read, false));
  const valued = (quoted ? sideways : words)(plainNumbers(need, read, true));
  const sized = read(query).some(({ full }) => full);
  const variants = articled(plain);
  if (valued !== plain) variants.unshift(valued);
  const phrases = quoted ? [] : sideBySide(plainNumbers(query, read, false));
  const [answers, found] = await Promise.all([variants, phrases.map(({ words }) => words)].map((all) => Promise.all(all.map(ask))));
  const side = new Map();
  phrases.forEach(({ share }, at) => {
    for (const { id, places } of found[at].results) { // more often than once: in what is said, not only in other words for it
      side.set(id, (side.get(id) ?? 0) + share * (1 + Math.min(places.length, 40) / 400));
    }
  });
  const merged = new Map();
  answers.forEach((answer, at) => {
    for (const result of answer.results) {
      const whole = exact(result, answer.stems);
      const rank = (side.get(result.id) ?? 0) + (valued !== plain && at === 0 ? 1 : 0) + whole;
      const before = merged.get(result.id);
      const shown = before && sized ? before.result : result; // 5.2 is quoted where it stands, not by its hidden form
      merged.set(result.id, { result: shown, rank: Math.max(rank, before?.rank ?? 0) });
    }
  });
  const results = [...merged.values()].sort((a, b) => b.rank - a.rank || b.result.score - a.result.score);
  return { results: inText(results.map(({ result }) => result)), counts: largest(answers).counts };
}

const PAIRS = 12; // words of a query at most whose neighbours are looked for

/** Phrases of a query, and how much each counts: all of its words, and any two neighbours. */
function sideBySide(query) {
  const asked = spaced(query).split(/\s+/);
  if (asked.length < 2) return [];
  const whole = { words: `"${sideways(query)}"`, share: 1 };
  if (asked.length < 3 || asked.length > PAIRS) return [whole];
  const pairs = asked.slice(1).map((word, at) => {
    const pair = TWO.test(asked[at]) ? asked[at] : `${asked[at]} ${word}`;
    return { words: `"${pair}"`, share: 1 / (asked.length - 1) };
  });
  return [whole, ...pairs];
}

const TWO = new RegExp(`${LETTER}${LETTER}`, "u"); // neighbours that are a word of the index

const largest = (answers) => answers.reduce((most, one) => (one.results.length > most.results.length ? one : most));

/** Pages with any of the words, those with most of them first. */
async function loose(ask, query, read) {
  const asked = [...new Set(words(plainNumbers(query, read, true)).split(/\s+/).filter(Boolean))];
  const answers = await Promise.all(asked.map(ask));
  const pages = new Map();
  for (const [at, answer] of answers.entries()) {
    if (TWO.test(asked[at]) && !hasWord(answer)) continue;
    const weight = 1 / Math.log2(2 + answer.results.length); // a rare word says more
    for (const result of inText(answer.results)) {
      const page = pages.get(result.id) ?? { result, score: 0 };
      page.score += weight * (exact(result, answer.stems) ? 1 : 0.5);
      if (result.score > page.result.score) page.result = result;
      pages.set(result.id, page);
    }
  }
  const results = [...pages.values()].sort((a, b) => b.score - a.score || b.result.score - a.result.score);
  return { results: results.map(({ result }) => result), counts: {} };
}

/** Leave out pages of which only the interview's title, speaker or date match, unless there are no others. */
function inText(results) {
  const kept = results.filter((result) => result.places.length || result.fields.includes("title"));
  return kept.length ? kept : results;
}

/** The query with its numbers as the index has them; with `valued`, by their values: 107000000, 5x2 (not 52). */
function plainNumbers(query, read, valued) {
  let [out, at] = ["", 0];
  for (const { start, end, digitsEnd, literal, full, value } of read(query)) {
    const form = (valued && (full || pointed(value))) || literal;
    if (!form) continue;
    out += `${query.slice(at, start).replace(/\p{S}+$/u, " ")} ${form} `;
    at = valued && full ? end : digitsEnd;
  }
  return (out + query.slice(at)).replace(/\s+/g, " ").trim();
}

/** The query without the words for size that belong to its numbers: it need not be in the edition's language. */
function unsized(query, read) {
  let [out, at] = ["", 0];
  for (const { digitsEnd, end } of read(query)) {
    out += query.slice(at, digitsEnd);
    at = end;
  }
  return out + query.slice(at);
}

/** A decimal as a word of the index, which has no points in its words; nothing for a whole number. */
const pointed = (value) => (value.includes(".") ? value.replace(".", "x") : "");

// --- misspelling -----------------------------------------------------------------------------------------------------

/**
 * Words of the query that no page has: `meant` are misspelt, with what was probably meant; `lost` are unknown to the
 * edition.
 */
async function unknownWords(known, query, vocabulary) {
  const [meant, lost] = [new Map(), new Set()];
  const words = /"/.test(query) ? [] : (query.match(/[\p{L}\p{M}]{3,}/gu) ?? []).filter((word) => !CHARACTER.test(word));
  await Promise.all(words.map(async (word) => {
    if (await known(word) || await known(word.replace(ARABIC_WORD, toggledArticle))) return;
    const folded = fold(word);
    const best = folded.length > 3 ? nearest(folded, await vocabulary(folded)) : null;
    if (!best) lost.add(word);
    else if (fold(best) !== folded) meant.set(word, best);
  }));
  return { meant, lost };
}

/** Whether a page has a word that is or begins with the one asked for; Pagefind falls back to shorter ones. */
const hasWord = ({ results, stems }) =>
  results.some(({ terms }) => terms.some((term) => stems.some((stem) => term.startsWith(stem))));

/** The word of `known` that `word` is or is most likely a misspelling of. */
export function nearest(word, known) {
  const limit = word.length > 7 ? 2 : 1;
  let best = null;
  let bestRank = [limit + 1, 0];
  for (const [form, count] of known) {
    const distance = editDistance(word, fold(form), limit);
    if (distance < bestRank[0] || (distance === bestRank[0] && count > bestRank[1])) {
      best = form;
      bestRank = [distance, count];
    }
  }
  return bestRank[0] <= limit ? best : null;
}

/** Damerau–Levenshtein distance (optimal string alignment); anything above `limit` is `limit + 1`. */
export function editDistance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let [older, old] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1);
    }
    if (Math.min(...row) > limit) return limit + 1;
    [older, old] = [old, row];
  }
  return Math.min(old[b.length], limit + 1);
}

// --- quotations ------------------------------------------------------------------------------------------------------

const LONGEST = 280; // characters of a sentence quoted whole
const BEFORE = 90; // characters kept before the first match of a longer one

/**
 * The passage of a result that answers best: `{anchor, parts: [{text, mark}]}`; `anchor` is empty for the whole page.
 * `page` is the data of a result; `read` finds the numbers asked for, which are marked however they are written.
 */
export function quotation(page, query, read) {
  const passages = passagesOf(page);
  const asked = read(query);
  const runs = [...query.matchAll(RUN)].map(([run]) => run).filter((run) => [...run].length > 1);
  const wanted = fold(query.replaceAll('"', ""));
  const stems = new Map(page.places.map(({ at, stem }) => [at, stem]));
  let best = null;
  for (const passage of passages) {
    if (!passage.hits.length && !passage.aside.length) continue;
    const text = joined(passage.text);
    const different = new Set([...passage.hits.map((at) => passage.start + at), ...passage.aside].map((at) => stems.get(at)));
    const score = different.size
      + runs.filter((run) => text.includes(run)).length * 20
      + (wanted.length > 3 && fold(text).includes(wanted) ? 30 : 0);
    if (!best || score > best.score) best = { passage, score };
  }
  const passage = best?.passage ?? passages[0];
  if (!passage) return { anchor: "", parts: [] };
  return { anchor: best ? passage.anchor : "", parts: shortened(markedParts(passage, runs, asked, read)) };
}

/** Address of a result's page within the edition; the title has it as its id. */
export const addressOf = (page) => page.anchors[0].id.slice(1);

/** The anchors of a page as passages, each with the matches in it; words hidden behind a passage count as its own. */
function passagesOf(page) {
  const places = page.places.map(({ at }) => at);
  const passages = [];
  const byPlace = new Map();
  for (const { id, text, location } of page.anchors) {
    const [, kind, anchor] = id.match(/^([@~=]?)(.*)$/);
    if (kind === "@") continue;
    const tokens = text.split(/\s+/);
    const inside = places.filter((at) => at >= location && at < location + tokens.length);
    if (kind === "~") {
      byPlace.get(anchor)?.aside.push(...inside);
      continue;
    }
    const passage = { anchor, text, tokens, start: location, hits: inside.map((at) => at - location), aside: [] };
    passages.push(passage);
    byPlace.set(anchor, passage);
  }
  return passages;
}

const bare = (digits) => digits.replace(".", ""); // as the index has them

const FINAL = new RegExp(`${LETTER}$`, "u");

/** The words of a passage in stretches, those that match marked without the punctuation around them. */
function markedParts({ text, tokens, hits }, runs, asked, read) {
  const plain = joined(text);
  const spaces = text.match(/\s+/g) ?? [];
  const marks = [];
  let at = 0;
  tokens.forEach((token, index) => {
    const again = spaces[index] === SEPARATOR ? token.match(FINAL)?.[0] ?? "" : ""; // the next letter, if it is that
    const copied = again && tokens[index + 1].startsWith(again) ? again.length : 0;
    const word = token.slice(0, token.length - copied);
    at = plain.indexOf(word, at);
    if (hits.includes(index)) {
      const [, before, kept] = token.match(/^([^\p{L}\p{N}\p{Sc}]*)(.*?)[^\p{L}\p{N}\p{M}\p{Sc}%]*$/su);
      marks.push([at + before.length, at + before.length + kept.length]);
    }
    at += word.length;
  });
  for (const run of runs) { // neighbours in the query that were not asked for: 啡馆
    [...run].slice(1).forEach((_, index) => {
      const pair = [...run].slice(index, index + 2).join("");
      for (let from = plain.indexOf(pair); from >= 0; from = plain.indexOf(pair, from + 1)) marks.push([from, from + pair.length]);
    });
  }
  for (const { start, end, digitsEnd, value, written } of asked.length ? read(plain) : []) {
    if (asked.some((one) => one.value === value)) marks.push([start, end]);
    else if (asked.some((one) => bare(one.written) === bare(written))) marks.push([start, digitsEnd]);
  }
  marks.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const parts = [];
  let done = 0;
  for (const [start, end] of marks) {
    if (end <= done) continue;
    const from = Math.max(start, done);
    if (from > done) parts.push({ text: plain.slice(done, from), mark: false });
    if (from === done && parts.at(-1)?.mark) parts.at(-1).text += plain.slice(from, end);
    else parts.push({ text: plain.slice(from, end), mark: true });
    done = end;
  }
  if (done < plain.length) parts.push({ text: plain.slice(done), mark: false });
  return parts;
}

/** A long sentence from a little before its first match on, cut between words. */
function shortened(parts) {
  const length = parts.reduce((sum, { text }) => sum + text.length, 0);
  if (length <= LONGEST) return parts;
  const first = parts[0].mark ? { text: "" } : parts[0];
  const rest = first === parts[0] ? parts.slice(1) : parts;
  let lead = first.text;
  if (rest.length && lead.length > BEFORE) lead = `…${afterSpace(lead.slice(-BEFORE))}`;
  const kept = lead ? [{ text: lead, mark: false }] : [];
  let room = LONGEST - lead.length;
  for (const part of rest) {
    if (part.text.length > room) {
      kept.push({ ...part, text: `${beforeSpace(part.text.slice(0, Math.max(room, 0)))}…` });
      return kept;
    }
    kept.push(part);
    room -= part.text.length;
  }
  if (!rest.length) return [{ text: `${beforeSpace(lead.slice(0, LONGEST))}…`, mark: false }];
  return kept;
}

const afterSpace = (text) => text.replace(/^\S{0,20}\s+/u, "");
const beforeSpace = (text) => text.replace(/\s+\S{0,20}$/u, "");
