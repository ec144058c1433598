// The article page: filters its statements, walks through them by keys, and ties each to its words in the text.

import { element } from "./dom.js";

const keys = [
  ["j", "next statement"],
  ["k", "previous statement"],
  ["↓ ↑", "next and previous, in the list of statements"],
  ["/", "search"],
  ["?", "this list of keys"],
];
const offKey = "quotegraph.keys"; // of localStorage: "off" where the keys of single characters are switched off

const text = document.querySelector("article.text");
const list = document.querySelector("aside .statements");
const filters = document.querySelector("form.filters");
const items = [...document.querySelectorAll("li.statement")];
const byNumber = new Map(items.map((item) => [item.dataset.n, item]));
const count = element("p", { class: "quiet", role: "status" });
const dialog = document.getElementById("keys") ?? drawKeys();
let current = null; // the selected statement's list item

/** numbersOf returns the numbers of the statements that words are part, cue or source of, outermost first. */
function numbersOf(words) {
  const { s, cue, source } = words.dataset;
  return [s, cue, source].flatMap((numbers) => numbers?.split(" ") ?? []);
}

function isShown(number) {
  const item = byNumber.get(number);
  return item !== undefined && !item.classList.contains("off");
}

function matches(item) {
  const chosen = new FormData(filters);
  const source = chosen.get("source") ?? "";
  return chosen.getAll("type").includes(item.dataset.type) && (source === "" || item.dataset.source === source);
}

/** filter hides the statements that are not chosen; one that holds a chosen one stays, but is off. */
function filter() {
  for (const item of items) {
    const off = !matches(item);
    item.classList.toggle("off", off);
    item.hidden = off && ![...item.querySelectorAll("li.statement")].some(matches);
  }
  for (const words of text.querySelectorAll("[data-s]")) {
    words.classList.toggle("off", !words.dataset.s.split(" ").some(isShown));
  }
  if (current?.classList.contains("off")) {
    select(null);
  }
  const shown = items.filter((item) => !item.classList.contains("off")).length;
  count.textContent = `${shown} of ${items.length} statements`;
}

/** select highlights a statement in the list and in the text, and only that one; null: none. */
function select(item) {
  for (const marked of document.querySelectorAll(".current")) {
    marked.classList.remove("current");
  }
  current?.removeAttribute("aria-current");
  current = item;
  if (!item) {
    return;
  }
  item.classList.add("current");
  item.setAttribute("aria-current", "true");
  const { n } = item.dataset;
  for (const words of text.querySelectorAll(`[data-s~="${n}"], [data-cue~="${n}"], [data-source~="${n}"]`)) {
    words.classList.add("current");
  }
}

/** reveal scrolls to the selected statement: in the list, then in the text. */
function reveal() {
  current.scrollIntoView({ block: "nearest" });
  document.getElementById(`t${current.dataset.n}`)?.scrollIntoView({ block: "center" });
}

/** move selects the statement that many places further in the list, and gives its link the focus. */
function move(places) {
  const shown = items.filter((item) => !item.classList.contains("off"));
  const focused = document.activeElement.closest("li.statement");
  const at = shown.indexOf(list.contains(focused) ? focused : current);
  const next = at < 0 ? shown.at(places > 0 ? 0 : -1) : shown[at + places] ?? shown[at];
  if (!next) {
    return;
  }
  select(next);
  next.querySelector("a")?.focus({ preventScroll: true });
  reveal();
}

/** selectWords selects the innermost statement of clicked words; clicking again, the one around it. */
function selectWords(words) {
  const numbers = numbersOf(words).filter(isShown).reverse();
  const at = numbers.indexOf(current?.dataset.n);
  const item = byNumber.get(numbers[(at + 1) % numbers.length]);
  if (item) {
    select(item);
    item.scrollIntoView({ block: "nearest" });
  }
}

/** selectTarget selects the statement that the address names: #t3 or #s3. */
function selectTarget() {
  const item = byNumber.get(location.hash.match(/^#[ts](\d+)$/)?.[1]);
  if (!item) {
    return;
  }
  if (item.classList.contains("off")) {
    filters.reset();
    filter();
  }
  select(item);
  reveal();
}

/** drawKeys makes the dialog that lists the keys, and lets people switch those of single characters off. */
function drawKeys() {
  const box = element("input", { type: "checkbox", id: "keys-on" });
  box.checked = keysAreOn();
  box.addEventListener("change", () => switchKeys(box.checked));
  const made = element(
    "dialog", { id: "keys", "aria-labelledby": "keys-title" },
    element("h2", { id: "keys-title" }, "Keys"),
    element("dl", {}, ...keys.flatMap(([key, about]) => [element("dt", {}, element("kbd", {}, key)), element("dd", {}, about)])),
    element("p", {}, box, " ", element("label", { for: "keys-on" }, "Keys of single characters (j k / ?)")),
    element("form", { method: "dialog" }, element("button", {}, "Close")),
  );
  document.body.append(made);
  return made;
}

function keysAreOn() {
  try {
    return localStorage.getItem(offKey) !== "off";
  } catch {
    return true;
  }
}

function switchKeys(on) {
  try {
    localStorage.setItem(offKey, on ? "on" : "off");
  } catch {
    // no storage: the keys stay on
  }
}

/** actionOf returns what a key does, or undefined. */
function actionOf({ key, target }) {
  const inList = list.contains(target) && !target.closest("input, select, textarea");
  const arrows = { ArrowDown: () => move(1), ArrowUp: () => move(-1) };
  const characters = {
    j: () => move(1),
    k: () => move(-1),
    "/": () => document.getElementById("q").focus(),
    "?": () => dialog.showModal(),
  };
  const typing = target.closest("input:not([type=checkbox]), select, textarea");
  return (inList && arrows[key]) || (!typing && keysAreOn() && characters[key]) || undefined;
}

document.addEventListener("keydown", (event) => {
  const action = !dialog.open && !(event.ctrlKey || event.metaKey || event.altKey) && actionOf(event);
  if (action) {
    event.preventDefault();
    action();
  }
});
text.addEventListener("click", (event) => {
  const words = event.target.closest("[data-s]");
  if (words && !event.target.closest("a") && getSelection().isCollapsed) {
    selectWords(words);
  }
});
list.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#t']");
  if (link?.hash === location.hash) {
    selectTarget(); // the address does not change, so there is no hashchange
  }
});
filters.addEventListener("change", filter);
filters.addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("hashchange", selectTarget);

const keysButton = element("button", { type: "button", "aria-haspopup": "dialog" }, "Keys");
keysButton.addEventListener("click", () => dialog.showModal());
filters.append(keysButton, count);
filter();
selectTarget();
