// The saved queries, each with a form made from its parameters.

import { element } from "./dom.js";

/** showSaved lists queries (see /api/queries); run(query, values) and edit(query, values) are called from the forms. */
export function showSaved(list, queries, { run, edit }) {
  list.replaceChildren(...queries.map((query) => element("li", {}, drawQuery(query, run, edit))));
}

function drawQuery(query, run, edit) {
  const params = query.params ?? [];
  const fields = params.map((param) => drawField(query, param));
  const editButton = element("button", { type: "button" }, "Open in editor");
  const form = element(
    "form", { class: "saved" },
    ...fields.map(({ row }) => row),
    element("p", { class: "buttons" }, element("button", { type: "submit" }, "Run"), " ", editButton),
  );
  const values = () => Object.fromEntries(params.map((param, index) => [param.name, valueOf(param, fields[index].input)]));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run(query, values());
  });
  editButton.addEventListener("click", () => form.reportValidity() && edit(query, values()));
  return element(
    "details", { name: "saved" },
    element("summary", {}, query.name),
    element("p", { class: "quiet" }, query.about ?? ""),
    form,
  );
}

/** drawField makes the input of a parameter, and the row of the form that holds it. */
function drawField(query, param) {
  const id = `saved-${query.name}-${param.name}`;
  const input = element("input", { id, name: param.name, "aria-describedby": `${id}-about` });
  if (param.type === "bool") {
    input.type = "checkbox";
    input.defaultChecked = param.default === "true";
  } else {
    input.type = param.type === "int" ? "number" : "text";
    input.defaultValue = param.default ?? "";
  }
  const label = element("label", { for: id }, param.name);
  const about = element("span", { id: `${id}-about`, class: "quiet" }, param.about ?? "");
  return { input, row: element("p", {}, label, " ", input, " ", about) };
}

/** valueOf returns what a field holds in the type of its parameter; a number left empty is the default. */
function valueOf(param, input) {
  if (param.type === "bool") {
    return input.checked;
  }
  return param.type === "int" ? Number(input.value || param.default) : input.value;
}

/** addressOf returns the address of a query's answer, with links. */
export function addressOf(query, values) {
  return `/api/console/saved/${encodeURIComponent(query.name)}?${new URLSearchParams(values)}`;
}

/** programOf returns the program of a query for the editor, its parameters and the page that it shows in the first line. */
export function programOf(query, values) {
  return `const params = ${JSON.stringify({ ...values, limit: values.limit ?? 50, page: values.page ?? 1 })};\n${query.program}`;
}
