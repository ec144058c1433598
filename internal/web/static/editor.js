// The editor: a textarea over a mirror of its text, in which the brackets at the caret and the error line are marked.
// Positions are counted in UTF-16 units from the start of the program, as the textarea does.

import { element } from "./dom.js";

/** Strings and comments of each language; one that is not closed ends with its line or the program. */
const textual = {
  gizmo: /"(?:\\[^]|[^"\\\n])*"?|'(?:\\[^]|[^'\\\n])*'?|`(?:\\[^]|[^`\\])*`?|\/\/.*|\/\*[^]*?(?:\*\/|$)/g,
  mql: /"(?:\\[^]|[^"\\\n])*"?/g,
  graphql: /"""[^]*?(?:"""|$)|"(?:\\[^]|[^"\\\n])*"?|#.*/g,
};

/** blank returns the program with spaces for its strings and comments; positions stay the same. */
export function blank(program, language) {
  return program.replace(textual[language], (text) => " ".repeat(text.length));
}

/** bracketsAt returns the position of the bracket before or behind the caret, then that of its partner, if any. */
function bracketsAt(program, caret, language) {
  const code = blank(program, language);
  const at = [caret - 1, caret].find((position) => "()[]{}".includes(code[position]));
  if (at === undefined) {
    return [];
  }
  const step = "([{".includes(code[at]) ? 1 : -1;
  let depth = 0;
  for (let position = at; position >= 0 && position < code.length; position += step) {
    if ("([{".includes(code[position])) {
      depth += step;
    } else if (")]}".includes(code[position])) {
      depth -= step;
    }
    if (depth === 0) {
      const pair = step > 0 ? code[at] + code[position] : code[position] + code[at];
      return ["()", "[]", "{}"].includes(pair) ? [at, position] : [at];
    }
  }
  return [at];
}

/** lineRange returns where a line (1-based) starts and ends, or null if there is no such line. */
function lineRange(program, line) {
  const lines = program.split("\n");
  if (!(line >= 1 && line <= lines.length)) {
    return null;
  }
  const from = lines.slice(0, line - 1).reduce((length, text) => length + text.length + 1, 0);
  return { from, to: from + lines[line - 1].length };
}

/** createEditor turns a textarea in its frame into the editor; language() tells the language of the program. */
export function createEditor(frame, textarea, language) {
  const text = element("code");
  const mirror = element("pre", { class: "mirror", "aria-hidden": "true" }, text);
  let errorLine = 0; // 1-based, 0: none
  frame.prepend(mirror);

  /** append adds a piece of the program to the mirror, its brackets marked. */
  function append(parent, from, to, brackets) {
    const name = brackets.length === 2 ? "bracket" : "bracket unmatched";
    let done = from;
    for (const position of [...brackets].sort((a, b) => a - b)) {
      if (position >= from && position < to) {
        parent.append(textarea.value.slice(done, position), element("span", { class: name }, textarea.value[position]));
        done = position + 1;
      }
    }
    parent.append(textarea.value.slice(done, to));
  }

  function draw() {
    const program = textarea.value;
    const caret = textarea.selectionStart === textarea.selectionEnd ? textarea.selectionStart : -1;
    const brackets = caret >= 0 && document.activeElement === textarea ? bracketsAt(program, caret, language()) : [];
    const error = lineRange(program, errorLine);
    text.replaceChildren();
    if (error) {
      const line = element("span", { class: "error-line" });
      append(text, 0, error.from, brackets);
      append(line, error.from, error.to, brackets);
      text.append(line);
      append(text, error.to, program.length, brackets);
    } else {
      append(text, 0, program.length, brackets);
    }
    follow();
  }

  /** follow moves the mirror's text to where the textarea is scrolled. */
  function follow() {
    text.style.transform = `translate(${-textarea.scrollLeft}px, ${-textarea.scrollTop}px)`;
  }

  /** markError marks a line (1-based) as the one with the error and brings it in view; 0 unmarks. */
  function markError(line) {
    errorLine = line;
    draw();
    const mark = text.querySelector(".error-line");
    textarea.removeAttribute("aria-invalid");
    if (!mark) {
      return;
    }
    textarea.setAttribute("aria-invalid", "true");
    const below = mark.offsetTop + mark.offsetHeight;
    if (mark.offsetTop < textarea.scrollTop || below > textarea.scrollTop + textarea.clientHeight) {
      textarea.scrollTop = mark.offsetTop - textarea.clientHeight / 2;
    }
  }

  /** replace puts other text in a range of the program, as if it were typed. */
  function replace(from, to, replacement) {
    textarea.focus();
    textarea.setSelectionRange(from, to);
    // Only insertText keeps the browser's undo; it is refused for an empty text and by some browsers.
    if (!document.execCommand("insertText", false, replacement)) {
      textarea.setRangeText(replacement, from, to, "end");
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  /** replaceAll puts another program in the editor, with the caret at its start. */
  function replaceAll(program) {
    replace(0, textarea.value.length, program);
    textarea.setSelectionRange(0, 0);
    textarea.scrollTop = 0;
    draw();
  }

  /** load shows another program without moving the focus. */
  function load(program) {
    textarea.value = program;
    markError(0);
  }

  /** boxOf returns the box of the character at a position, in pixels of the viewport. */
  function boxOf(position) {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let left = position;
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (left < node.length) {
        range.setStart(node, left);
        range.setEnd(node, left + 1);
        break;
      }
      left -= node.length;
    }
    return range.getBoundingClientRect();
  }

  textarea.addEventListener("input", () => markError(0));
  textarea.addEventListener("scroll", follow);
  for (const type of ["keyup", "click", "select", "focus", "blur"]) {
    textarea.addEventListener(type, draw);
  }
  draw();

  return {
    textarea,
    frame,
    language,
    get program() {
      return textarea.value;
    },
    draw,
    load,
    replace,
    replaceAll,
    markError,
    boxOf,
  };
}
