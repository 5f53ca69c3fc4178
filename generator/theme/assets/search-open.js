// All of search that every page loads: it waits for the reader to want it.
const root = document.documentElement;
root.classList.remove("no-js");

let loading;
const open = async (opener, query, narrowed) => {
  loading ??= import("./search.js");
  try {
    (await loading).open(opener, query, narrowed);
  } catch (error) {
    loading = undefined; // the next attempt loads again
    console.error(error);
  }
};

for (const button of document.querySelectorAll(".search-open")) {
  button.addEventListener("click", () => open(button));
}

const types = (element) => element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName);

addEventListener("keydown", (event) => {
  const k = event.key.toLowerCase() === "k" || event.code === "KeyK"; // on a Russian keyboard the key says л
  const chord = k && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !types(event.target);
  if (!chord && !slash) return;
  event.preventDefault();
  open(document.activeElement);
});

// ?q=words&topic=Crude+oil&year=2024: other parameters than the query narrow it.
const asked = new URLSearchParams(location.search);
const query = asked.get("q");
asked.delete("q");
const narrowed = [...asked];
if (query || (query === "" && narrowed.length)) open(document.querySelector(".search-open"), query, narrowed);
