// Pictures of the graph that the server draws.

import { ask } from "./api.js";
import { element, isLocal } from "./dom.js";

const svgSpace = "http://www.w3.org/2000/svg";
const allowed = new Set(["svg", "g", "a", "title", "text", "tspan", "path", "polygon", "polyline", "ellipse", "circle", "rect", "line"]);

/** fetchPicture returns the picture of the graph among some nodes (at most 60) as an element for the page. */
export async function fetchPicture(iris, signal) {
  const response = await ask("/api/console/picture", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ iris }),
    signal,
  });
  const parsed = new DOMParser().parseFromString(await response.text(), "image/svg+xml");
  const picture = parsed.documentElement;
  if (picture.namespaceURI !== svgSpace || picture.localName !== "svg" || parsed.querySelector("parsererror")) {
    throw new Error("The picture cannot be read.");
  }
  clean(picture);
  const label = `Graph of ${iris.length} ${iris.length === 1 ? "node" : "nodes"}`;
  return element("div", { class: "picture", role: "region", "aria-label": label, tabindex: "0" }, document.adoptNode(picture));
}

/** clean leaves only shapes, text and links within this server. */
function clean(node) {
  for (const child of [...node.children]) {
    if (child.namespaceURI === svgSpace && allowed.has(child.localName)) {
      clean(child);
    } else {
      child.remove();
    }
  }
  for (const attribute of [...node.attributes]) {
    const name = attribute.localName.toLowerCase();
    const outside = name === "href" && !isLocal(attribute.value);
    if (name.startsWith("on") || name === "style" || name === "id" || outside) {
      node.removeAttributeNode(attribute);
    }
  }
}
