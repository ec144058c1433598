// The views of an answer (table, JSON, graph) in tabs, and its downloads.

import { element } from "./dom.js";
import { fetchPicture } from "./picture.js";
import { drawTable, isIRI, toCSV } from "./table.js";

const mostCharacters = 200_000; // of JSON in the page
const mostNodes = 60; // of a picture

/** createResults returns the part of the page that shows answers; only the latest one given counts. */
export function createResults() {
  const views = { table: drawTable, json: drawJSON, graph: drawGraph };
  const tabs = [...document.querySelectorAll("#views [role=tab]")];
  const panels = new Map(tabs.map((tab) => [tab, document.getElementById(tab.getAttribute("aria-controls"))]));
  const downloads = document.querySelector(".downloads");
  const drawn = new Set(); // tabs whose panels show the answer already
  let selected = tabs.find((tab) => tab.getAttribute("aria-selected") === "true") ?? tabs[0];
  let answer = null;
  let fileName = ""; // of downloads, without its ending
  let replaced = new AbortController(); // aborted when the answer is replaced

  /** show shows an answer: {columns, rows, raw}; name is for its files. */
  function show({ columns, rows, raw }, name) {
    clear();
    answer = { columns: columns ?? [], rows: rows ?? [], raw: raw ?? rows ?? [] };
    fileName = `quotegraph-${name}`;
    downloads.hidden = answer.rows.length === 0;
    draw();
  }

  function clear() {
    replaced.abort();
    replaced = new AbortController();
    answer = null;
    drawn.clear();
    downloads.hidden = true;
    for (const panel of panels.values()) {
      panel.replaceChildren();
      panel.removeAttribute("aria-busy");
    }
  }

  /** draw draws the selected view, unless it was drawn before. */
  function draw() {
    if (answer && !drawn.has(selected)) {
      drawn.add(selected);
      views[selected.id.replace("tab-", "")](panels.get(selected), answer, replaced.signal);
    }
  }

  function select(tab) {
    selected = tab;
    for (const [other, panel] of panels) {
      other.setAttribute("aria-selected", String(other === tab));
      other.tabIndex = other === tab ? 0 : -1;
      panel.hidden = other !== tab;
    }
    draw();
  }

  function onKey(event) {
    const at = tabs.indexOf(selected);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    event.preventDefault();
    select(tabs.at(next % tabs.length));
    selected.focus();
  }

  tabs.forEach((tab) => {
    tab.addEventListener("click", () => select(tab));
    tab.addEventListener("keydown", onKey);
  });
  document.getElementById("download-csv").addEventListener("click", () => {
    save(`${fileName}.csv`, "text/csv;charset=utf-8", toCSV(answer));
  });
  document.getElementById("download-json").addEventListener("click", () => {
    save(`${fileName}.json`, "application/json", JSON.stringify(answer.raw, null, 2));
  });
  select(selected);

  return { show, clear };
}

function drawJSON(panel, { raw }) {
  const text = JSON.stringify(raw, null, 2);
  const shown = text.slice(0, mostCharacters);
  panel.replaceChildren(element("pre", { class: "scroll json", tabindex: "0", role: "region", "aria-label": "JSON" }, shown));
  if (shown.length < text.length) {
    panel.prepend(element("p", { class: "notice" }, `Only the first ${mostCharacters.toLocaleString("en")} characters are shown; the download has all.`));
  }
}

/** drawGraph asks for the picture of the answer's nodes; signal aborts when another answer comes. */
async function drawGraph(panel, { columns, rows }, signal) {
  const cells = rows.flatMap((row) => columns.map((column) => row[column]));
  const iris = [...new Set(cells.filter(isIRI).map((cell) => cell.iri))];
  const note = (text, name = "quiet") => element("p", { class: name }, text);
  if (iris.length === 0) {
    panel.replaceChildren(note("There are no IRIs in these rows, so there is nothing to draw."));
    return;
  }
  panel.replaceChildren(note("Drawing…"));
  panel.setAttribute("aria-busy", "true");
  const shown = await fetchPicture(iris.slice(0, mostNodes), signal).catch((error) => note(error.message, "error"));
  if (signal.aborted) {
    return; // the panel is another answer's
  }
  panel.removeAttribute("aria-busy");
  panel.replaceChildren(shown);
  if (iris.length > mostNodes) {
    panel.prepend(note(`The first ${mostNodes} of ${iris.length.toLocaleString("en")} nodes.`, "notice"));
  }
}

/** save has the browser save a text as a file. */
function save(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000); // milliseconds; some browsers read it late
}
