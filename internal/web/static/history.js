// The history of programs that were run, kept by the browser.

import { element } from "./dom.js";

const key = "quotegraph.history";
const most = 50;

/** createHistory shows the history in a list; restore(entry) is called with the entry that is chosen. */
export function createHistory(list, restore) {
  function draw(entries) {
    list.replaceChildren(...entries.map((entry) => drawEntry(entry, restore)));
    if (entries.length === 0) {
      list.append(element("li", { class: "quiet" }, "Nothing was run yet."));
    }
  }

  /** add puts a program on top of the history; the same program is kept once. */
  function add(language, program) {
    const older = read().filter((entry) => entry.language !== language || entry.program !== program);
    const entries = [{ language, program, time: Date.now() }, ...older].slice(0, most);
    draw(write(entries));
  }

  window.addEventListener("storage", (event) => event.key === key && draw(read())); // another window added to it
  draw(read());
  return { add };
}

/** drawEntry makes the list item of an entry: {language, program, time}, time in milliseconds since 1970. */
function drawEntry(entry, restore) {
  const time = new Date(entry.time);
  const button = element(
    "button", { type: "button", class: "entry", title: entry.program.slice(0, 1000) },
    element("code", {}, entry.program.trim().split("\n")[0].slice(0, 100)), " ",
    element("span", { class: "quiet" }, `${entry.language}, `, element("time", { datetime: time.toISOString() }, time.toLocaleString())),
  );
  button.addEventListener("click", () => restore(entry));
  return element("li", {}, button);
}

function read() {
  try {
    const entries = JSON.parse(localStorage.getItem(key));
    return Array.isArray(entries) ? entries.filter(isEntry).slice(0, most) : [];
  } catch {
    return []; // no storage, or what is in it was damaged
  }
}

function isEntry(entry) {
  return typeof entry?.program === "string" && typeof entry.language === "string" && Number.isInteger(entry.time);
}

/** write keeps entries, or as many of the newest as the browser has room for, and returns them. */
function write(entries) {
  for (let count = entries.length; count > 0; count--) {
    try {
      localStorage.setItem(key, JSON.stringify(entries.slice(0, count)));
      return entries.slice(0, count);
    } catch {
      // no room for so many, or no storage
    }
  }
  return entries;
}
