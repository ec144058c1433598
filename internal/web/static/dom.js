// Small helpers to build pages without markup in strings.

/** element makes a DOM element; children are elements or text. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** isLocal tells whether an address is on this server; answers hold what programs emit, so links are checked. */
export function isLocal(address) {
  try {
    return new URL(address, location.href).origin === location.origin;
  } catch {
    return false;
  }
}
