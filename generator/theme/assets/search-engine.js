// Pagefind's index, searched by Pagefind's engine (WebAssembly), without Pagefind's script: that is 13 KB as sent, most
// of it for what this dialog does itself (unpacking, excerpts, cutting words) or never does.
// The form of the files and of the engine's functions is that of the version `generator/search/bundle.py` insists on.

import { UNSPACED } from "./search-core.js";

const MAGIC = 12; // bytes before the content of every file: pagefind_dcd
const PUNCTUATION = /[\p{Pd}\p{Pe}\p{Pf}\p{Pi}\p{Po}\p{Ps}]/gu; // no word of an index has any

const LETTER = new RegExp(`^[${UNSPACED}]$`, "u"); // words of the index have the next letter, too

const fetched = async (url) => {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer;
};

/** The content of a compressed file. */
async function unpacked(url) {
  const { body } = await fetched(url);
  const content = await new Response(body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  return new Uint8Array(content, MAGIC);
}

const read = (bytes) => JSON.parse(new TextDecoder().decode(bytes));

/** Numbers, texts and lists as the engine reads them (CBOR, RFC 8949). */
function encoded(item) {
  const head = (kind, value) => value < 24 ? [kind << 5 | value] : value < 256 ? [kind << 5 | 24, value]
    : value < 65536 ? [kind << 5 | 25, value >> 8, value & 255]
    : [kind << 5 | 26, value >>> 24, value >> 16 & 255, value >> 8 & 255, value & 255];
  if (typeof item === "number") return head(0, item);
  if (Array.isArray(item)) return [...head(4, item.length), ...item.flatMap(encoded)];
  const bytes = new TextEncoder().encode(item);
  return [...head(3, bytes.length), ...bytes];
}

/** A text behind every other one that comes before `word` in the order of code points. */
function before(word) {
  const last = [...word].at(-1);
  return `${word.slice(0, -last.length)}${String.fromCodePoint(last.codePointAt(0) - 1)}\u{10ffff}`;
}

/** The functions of the engine, which take and return text and bytes. */
async function started(url) {
  const table = () => { // of JavaScript values; the engine keeps none, and wants the first four
    const values = exports.__wbindgen_externrefs;
    const offset = values.grow(4);
    [undefined, undefined, null, true, false].forEach((value, at) => values.set(at ? offset + at - 1 : 0, value));
  };
  const imports = { "./pagefind_web_bg.js": { __wbindgen_init_externref_table: table } };
  const { instance: { exports } } = await WebAssembly.instantiate((await unpacked(url)).slice(), imports);
  exports.__wbindgen_start();

  const passed = (value) => { // the engine frees what it is given
    if (typeof value === "number" || typeof value === "boolean") return [value];
    const bytes = typeof value === "string" ? new TextEncoder().encode(value) : value;
    const at = exports.__wbindgen_malloc(bytes.length, 1) >>> 0;
    new Uint8Array(exports.memory.buffer).set(bytes, at);
    return [at, bytes.length];
  };
  return (name, ...values) => {
    const answer = exports[name](...values.flatMap(passed));
    if (!Array.isArray(answer)) return answer >>> 0;
    const [at, length] = answer;
    const text = new TextDecoder().decode(new Uint8Array(exports.memory.buffer, at >>> 0, length));
    exports.__wbindgen_free(at, length, 1);
    return JSON.parse(text);
  };
}

/** One index: a folder. The engine answers every change of an index with where it is from then on. */
class Shard {
  constructor(base, call) {
    Object.assign(this, { base, call, chunks: new Map(), fragments: new Map() });
  }

  /** Metadata have the numbers of words of the pages and the first words of the pieces, which are named by number. */
  async init(version, metaWeights) {
    this.version = version; // in the addresses of all pieces: none of an earlier index may answer
    const loaded = unpacked(new URL(`${version}.pf_meta`, this.base)).then(read);
    const call = await this.call;
    const [form, counts, firsts, ...rest] = await loaded;
    this.firsts = firsts;
    const pages = counts.map((count, at) => [String(at), count]);
    const pieces = firsts.map((first, at) => [first, at + 1 < firsts.length ? before(firsts[at + 1]) : "\u{10ffff}", String(at)]);
    this.at = call("init_pagefind", Uint8Array.from(encoded([form, pages, pieces, ...rest])));
    this.call = call;
    this.at = call("set_ranking_weights", this.at, JSON.stringify({ meta_weights: metaWeights }));
    this.at = call("enter_playground_mode", this.at);
  }

  /** Load what a question needs, each piece once. */
  async need(names, method, path) {
    await Promise.all(names.filter(Boolean).map((name) => {
      const key = path(name);
      if (!this.chunks.has(key)) {
        const chunk = unpacked(new URL(key, this.base)).then((bytes) => { this.at = this.call(method, this.at, bytes); });
        this.chunks.set(key, chunk.catch((error) => {
          this.chunks.delete(key); // the next attempt loads again
          throw error;
        }));
      }
      return this.chunks.get(key);
    }));
  }

  needFacets = (names) => this.need(names, "load_filter_chunk", (name) => `filter/${name}.pf_filter`);

  async filters() {
    await this.needFacets(this.call("request_all_filter_indexes", this.at));
    return this.call("filters", this.at);
  }

  async search(term, plain, exact, filters) {
    const wanted = JSON.stringify(filters);
    const letters = exact ? [] : plain.split(" ").filter((word) => LETTER.test(word));
    const begun = letters.flatMap((letter) => this.firsts.flatMap((first, at) => (first.startsWith(letter) ? String(at) : [])));
    await Promise.all([
      this.need([...new Set([...this.call("request_indexes", this.at, plain), ...begun])], "load_index_chunk", (name) => `index/${name}.pf_index?${this.version}`),
      this.needFacets(this.call("request_filter_indexes", this.at, wanted)),
    ]);
    const found = this.call("search", this.at, plain, term, wanted, "", exact, false);
    const results = found.results.map(({ p: name, s: score, l = [], mf = [], scores = [] }) => ({
      id: `${this.base} ${name}`,
      score,
      places: l.map(({ l: at }) => at),
      fields: mf,
      terms: scores.map(({ w }) => w),
      data: async () => {
        const page = await this.fragment(name);
        return { ...page, places: l.map(({ l: at, v }) => ({ at, stem: v?.ws ?? "" })) };
      },
    }));
    return { results, counts: found.total_counts, stems: found.search_keywords };
  }

  /** A page as it was indexed: `anchors` and `meta`. */
  fragment(name) {
    if (!this.fragments.has(name)) {
      const page = unpacked(new URL(`fragment/${name}.pf_fragment?${this.version}`, this.base));
      this.fragments.set(name, page.then(read));
    }
    return this.fragments.get(name);
  }
}

/** Counts of several shards as one: `{facet: {value: count}}`. */
function added(all) {
  const sum = {};
  for (const [facet, values] of all.flatMap((one) => Object.entries(one ?? {}))) {
    sum[facet] ??= {};
    for (const [value, count] of Object.entries(values)) sum[facet][value] = (sum[facet][value] ?? 0) + count;
  }
  return sum;
}

/**
 * The index of a bundle: the path of its engine and the versions of its shards. `metaWeights` says how much a match in
 * a page's title and the like counts.
 * `search(query, filters)` answers `{results, counts, stems}`, results best first: `{id, score, places, fields, terms,
 * data()}` with the places of the words that match, the names of the metadata that do, and the words of the index.
 * A query of null is every page; one in quotation marks a phrase.
 */
export async function opened(bundle, { engine, shards: versions }, metaWeights) {
  const call = engine ? started(new URL(engine, bundle)) : null;
  const shards = await Promise.all(versions.map(async (version, number) => {
    const shard = new Shard(new URL(`${number}/`, bundle), call);
    await shard.init(version, metaWeights);
    return shard;
  }));
  return {
    filters: async () => added(await Promise.all(shards.map((shard) => shard.filters()))),
    search: async (query, filters = {}) => {
      const exact = /^\s*".+"\s*$/.test(query ?? "");
      const term = (query ?? "").replace(PUNCTUATION, "").toLowerCase().replace(/\s+/g, " ").trim();
      if (!term && query !== null) return { results: [], counts: {}, stems: [] };
      const plain = term.normalize("NFD").replace(/\p{M}/gu, "");
      const answers = await Promise.all(shards.map((shard) => shard.search(term, plain, exact, filters)));
      return {
        results: answers.flatMap(({ results }) => results).sort((a, b) => b.score - a.score),
        counts: added(answers.map(({ counts }) => counts)),
        stems: answers[0]?.stems ?? [],
      };
    },
  };
}
