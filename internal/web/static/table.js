// Rows as a table that sorts, and as CSV. A cell is a JSON scalar, an IRI ({iri, href} and, where the row has another name for it, text) or any other JSON.

import { element, isLocal } from "./dom.js";

const mostRows = 1000; // in the page
const collator = new Intl.Collator(undefined, { numeric: true });

/** isIRI tells whether a cell names a node of the graph. */
export function isIRI(cell) {
  return typeof cell?.iri === "string";
}

/** cellText returns a cell as plain text. */
export function cellText(cell) {
  if (cell === null || cell === undefined) {
    return "";
  }
  if (isIRI(cell)) {
    return cell.text ?? cell.iri;
  }
  return typeof cell === "object" ? JSON.stringify(cell) : String(cell);
}

/** toCSV returns rows as RFC 4180 has them. */
export function toCSV({ columns, rows }) {
  const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [columns, ...rows.map((row) => columns.map((column) => cellText(row[column])))];
  return lines.map((fields) => fields.map(quoted).join(",") + "\r\n").join("");
}

/** drawTable shows an answer in a panel. */
export function drawTable(panel, { columns, rows }) {
  if (rows.length === 0) {
    panel.replaceChildren(element("p", { class: "quiet" }, "No rows."));
    return;
  }
  const body = element("tbody");
  const headers = columns.map((column) => element("th", { scope: "col" }, element("button", { type: "button" }, column)));
  const fill = (sorted) => body.replaceChildren(...sorted.slice(0, mostRows).map((row) => drawRow(row, columns)));

  headers.forEach((header, index) => header.firstChild.addEventListener("click", () => {
    const next = { ascending: "descending", descending: "" }[header.getAttribute("aria-sort")] ?? "ascending";
    headers.forEach((other) => other.removeAttribute("aria-sort"));
    if (next) {
      header.setAttribute("aria-sort", next);
    }
    fill(next ? sortedBy(rows, columns[index], next) : rows);
  }));

  fill(rows);
  const table = element("table", {}, element("thead", {}, element("tr", {}, ...headers)), body);
  panel.replaceChildren(element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Rows" }, table));
  if (rows.length > mostRows) {
    const count = rows.length.toLocaleString("en");
    panel.prepend(element("p", { class: "notice" }, `Only ${mostRows.toLocaleString("en")} of ${count} rows are shown; sorting and downloads take all of them.`));
  }
}

function drawRow(row, columns) {
  return element("tr", {}, ...columns.map((column) => drawCell(row[column])));
}

function drawCell(cell) {
  const text = cellText(cell);
  if (isIRI(cell)) {
    const linked = typeof cell.href === "string" && cell.href !== "" && isLocal(cell.href);
    return element("td", { class: "iri" }, linked ? element("a", { href: cell.href }, text) : text);
  }
  if (typeof cell === "number") {
    return element("td", { class: "number" }, text);
  }
  if (typeof cell === "object" && cell !== null) {
    return element("td", {}, element("code", { class: "json" }, text));
  }
  return element("td", {}, text);
}

/** sortedBy returns the rows in the order of a column: numbers, then text; empty cells come last either way. */
function sortedBy(rows, column, direction) {
  const sign = direction === "ascending" ? 1 : -1;
  const keyed = rows.map((row) => ({ row, cell: row[column], text: cellText(row[column]) }));
  keyed.sort((a, b) => (a.text === "") - (b.text === "") || sign * compare(a, b));
  return keyed.map(({ row }) => row);
}

function compare(a, b) {
  const numbers = [a, b].map(({ cell }) => typeof cell === "number");
  if (numbers[0] && numbers[1]) {
    return a.cell - b.cell;
  }
  return numbers[1] - numbers[0] || collator.compare(a.text, b.text);
}
