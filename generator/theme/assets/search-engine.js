// Pagefind's index, searched by Pagefind's engine (WebAssembly), without Pagefind's script: that is 13 KB as sent, most
// of it for what this dialog does itself (unpacking, excerpts, cutting words) or never does.
// The form of the files and of the engine's functions is that of the version `generator/search/bundle.py` insists on.

const MAGIC = 12; // bytes before the content of every file: pagefind_dcd
const PUNCTUATION = /[\p{Pd}\p{Pe}\p{Pf}\p{Pi}\p{Po}\p{Ps}]/gu; // no word of an index has any

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

  async init(hash, metaWeights) {
    this.version = hash; // files of words and of pages are named by numbers: none of an earlier index may answer
    const call = await this.call;
    this.at = call("init_pagefind", await unpacked(new URL(`pagefind.${hash}.pf_meta`, this.base)));
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
    await Promise.all([
      this.need(this.call("request_indexes", this.at, plain), "load_index_chunk", (name) => `index/${name}.pf_index?${this.version}`),
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
      this.fragments.set(name, page.then((bytes) => JSON.parse(new TextDecoder().decode(bytes))));
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
 * The index of a bundle, of so many shards. `metaWeights` says how much a match in a page's title and the like counts.
 * `search(query, filters)` answers `{results, counts, stems}`, results best first: `{id, score, places, fields, terms,
 * data()}` with the places of the words that match, the names of the metadata that do, and the words of the index.
 * A query of null is every page; one in quotation marks a phrase.
 */
export async function opened(bundle, count, metaWeights) {
  const entries = await Promise.all(Array.from({ length: count }, async (_, number) => {
    const base = new URL(`${number}/`, bundle);
    const entry = await (await fetched(new URL("pagefind-entry.json", base))).json();
    return { base, ...Object.values(entry.languages)[0] };
  }));
  const call = count ? started(new URL(`wasm.${entries[0].wasm ?? "unknown"}.pagefind`, entries[0].base)) : null;
  const shards = await Promise.all(entries.map(async ({ base, hash }) => {
    const shard = new Shard(base, call);
    await shard.init(hash, metaWeights);
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
