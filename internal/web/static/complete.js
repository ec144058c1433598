// Completion: a list of predicates, classes, prefixes and methods that opens while one is being typed.

import { element } from "./dom.js";
import { blank } from "./editor.js";

const mostOptions = 50;

/** createCompletion adds completion from a vocabulary (see /api/vocabulary) to an editor. */
export function createCompletion(editor, vocabulary) {
  const terms = [...(vocabulary.predicates ?? []), ...(vocabulary.classes ?? [])];
  const prefixes = vocabulary.prefixes ?? [];
  const knownPrefixes = new Set([...prefixes, ...terms.map((term) => term.name.replace(/:.*/, ":"))]);
  const words = {
    iri: [
      ...terms.map((term) => ({ label: term.name, text: `<${term.name}>`, about: term.about })),
      ...prefixes.map((prefix) => ({ label: prefix, text: `<${prefix}`, about: "prefix" })),
    ],
    name: terms.map((term) => ({ label: term.name, text: term.name, about: term.about })),
    method: (vocabulary.methods ?? []).map((method) => ({ label: method.name, text: method.name, about: method.about })),
  };

  const { textarea } = editor;
  const list = element("ul", { id: "completions", tabindex: "0", class: "completions", role: "listbox", "aria-label": "Completions", hidden: "" });
  let options = []; // the words offered; empty: closed
  let chosen = 0;
  let from = 0; // where the text starts that an option replaces
  let taking = false;
  editor.frame.append(list);
  textarea.setAttribute("aria-autocomplete", "list");
  textarea.setAttribute("aria-haspopup", "listbox");
  textarea.setAttribute("aria-controls", list.id);

  /** typed returns what is being typed at the end of a text: its kind, where it starts, and the word to look up. */
  function typed(before) {
    const iri = before.match(/<([\w:.-]*)$/);
    if (iri) {
      return { kind: "iri", from: iri.index, word: iri[1] };
    }
    const method = editor.language() === "gizmo" && blank(before, "gizmo").match(/(?:^|[^\d.]|[A-Za-z_$]\w*)\.(\w*)$/);
    if (method) {
      return { kind: "method", from: before.length - method[1].length, word: method[1] };
    }
    const name = before.match(/(?:^|[^\w:.-])([a-z]+:)([\w.-]*)$/);
    if (name && knownPrefixes.has(name[1])) {
      const word = name[1] + name[2];
      return { kind: "name", from: before.length - word.length, word };
    }
    return null;
  }

  function update() {
    const caret = textarea.selectionStart;
    const found = caret === textarea.selectionEnd ? typed(textarea.value.slice(0, caret)) : null;
    if (!found) {
      close();
      return;
    }
    from = found.from;
    options = matching(words[found.kind], found.word);
    const complete = options.length === 1 && options[0].text === textarea.value.slice(from, caret);
    if (options.length === 0 || complete) {
      close();
      return;
    }
    open();
  }

  function open() {
    list.replaceChildren(...options.map((option, index) => element(
      "li", { role: "option", id: `completion-${index}`, "aria-selected": "false" },
      element("code", {}, option.label), " ", element("span", { class: "quiet" }, option.about ?? ""),
    )));
    list.hidden = false;
    place();
    choose(0);
  }

  /** place puts the list under the typed text, or above it where there is no room below. */
  function place() {
    const frame = editor.frame.getBoundingClientRect();
    const box = editor.boxOf(Math.min(from, textarea.selectionStart - 1));
    const fits = box.bottom + list.offsetHeight <= window.innerHeight || box.top < list.offsetHeight;
    const left = Math.min(box.left - frame.left, frame.width - list.offsetWidth);
    list.style.left = `${Math.max(0, left)}px`;
    list.style.top = `${(fits ? box.bottom : box.top - list.offsetHeight) - frame.top}px`;
  }

  function choose(index) {
    list.children[chosen]?.setAttribute("aria-selected", "false");
    chosen = (index + options.length) % options.length;
    const option = list.children[chosen];
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    textarea.setAttribute("aria-activedescendant", option.id);
  }

  function take(index) {
    const { text } = options[index];
    const caret = textarea.selectionStart;
    const closed = text.endsWith(">") && textarea.value[caret] === ">";
    taking = true;
    editor.replace(from, caret + (closed ? 1 : 0), text);
    taking = false;
    close();
  }

  function close() {
    options = [];
    list.hidden = true;
    list.replaceChildren();
    textarea.removeAttribute("aria-activedescendant");
  }

  function onKey(event) {
    if (options.length === 0 || event.isComposing) {
      return;
    }
    const plain = !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey);
    if (plain && event.key === "ArrowDown") {
      choose(chosen + 1);
    } else if (plain && event.key === "ArrowUp") {
      choose(chosen - 1);
    } else if (plain && (event.key === "Enter" || event.key === "Tab")) {
      take(chosen);
    } else if (event.key === "Escape") {
      close();
    } else {
      if (event.key === "Enter" || /^(Arrow|Home|End|Page)/.test(event.key)) {
        close();
      }
      return; // the key keeps its usual effect
    }
    event.preventDefault();
  }

  textarea.addEventListener("input", () => taking || update());
  textarea.addEventListener("keydown", onKey);
  textarea.addEventListener("scroll", () => list.hidden || place());
  textarea.addEventListener("click", close);
  textarea.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the textarea
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) {
      take([...list.children].indexOf(option));
    }
  });
}

/** matching returns the words that hold what is typed, those that start with it first. */
function matching(words, word) {
  const part = word.toLowerCase();
  const rank = ({ label }) => {
    const name = label.toLowerCase();
    if (name.startsWith(part)) {
      return 0;
    }
    return name.slice(name.indexOf(":") + 1).startsWith(part) ? 1 : 2;
  };
  return words
    .filter(({ label }) => label.toLowerCase().includes(part))
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, mostOptions);
}
