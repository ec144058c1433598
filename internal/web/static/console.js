// The console: runs programs and saved queries and shows their answers.

import { askJSON } from "./api.js";
import { createCompletion } from "./complete.js";
import { createEditor } from "./editor.js";
import { createHistory } from "./history.js";
import { createResults } from "./results.js";
import { addressOf, programOf, showSaved } from "./saved.js";

const form = document.getElementById("console");
const language = document.getElementById("lang");
const limit = document.getElementById("limit"); // rows of an answer
const runButton = document.getElementById("run");
const stopButton = document.getElementById("stop");
const status = document.getElementById("status");

const editor = createEditor(document.getElementById("editor"), document.getElementById("program"), () => language.value);
const results = createResults();
const programs = createHistory(document.getElementById("history"), (entry) => restore(entry.language, entry.program));
let running = null; // the AbortController of the run under way

/**
 * run asks for an answer and shows it. A run that is under way is stopped, and what it still answers is dropped.
 * name is for files; advice tells what to do if the rows are cut; failed(error) is called if there is no answer.
 */
async function run(path, options, { name, advice, failed }) {
  running?.abort();
  const controller = new AbortController();
  running = controller;
  stopButton.disabled = false;
  say("Running…");
  const outcome = await askJSON(path, { ...options, signal: controller.signal })
    .then((answer) => ({ answer }), (error) => ({ error }));
  if (running !== controller) {
    return; // stopped, or another run began
  }
  end();
  if (outcome.error) {
    results.clear();
    failed(outcome.error);
    return;
  }
  results.show(outcome.answer, name);
  say(summary(outcome.answer, advice));
}

function end() {
  running = null;
  if (document.activeElement === stopButton) {
    runButton.focus(); // a disabled button would lose the focus
  }
  stopButton.disabled = true;
}

function stop() {
  running.abort();
  end();
  results.clear();
  say("Stopped.");
}

function runProgram() {
  const program = editor.program;
  editor.markError(0);
  if (program.trim() === "") {
    say("There is no program to run.");
    return;
  }
  programs.add(language.value, program);
  const rows = limit.value || limit.defaultValue;
  const options = { method: "POST", headers: { "Content-Type": "text/plain; charset=utf-8" }, body: program };
  run(`/api/console/${language.value}?limit=${rows}`, options, {
    name: language.value,
    advice: "raise Rows or narrow the program",
    failed: (error) => {
      sayError(error);
      if (editor.program === program) {
        editor.markError(error.line ?? 0);
      }
    },
  });
}

function runSaved(query, values) {
  editor.markError(0);
  run(addressOf(query, values), {}, { name: query.name, advice: "raise the limit or narrow the query", failed: sayError });
  status.scrollIntoView({ block: "nearest" });
}

function summary({ rows, cut, milliseconds }, advice) {
  const count = rows?.length ?? 0;
  const counted = `${count.toLocaleString("en")} ${count === 1 ? "row" : "rows"}`;
  return `${counted} in ${milliseconds} ms` + (cut ? `, cut at ${counted}: ${advice}` : "");
}

function say(text) {
  status.classList.remove("error");
  status.textContent = text;
}

function sayError(error) {
  status.classList.add("error");
  status.textContent = error.line > 0 ? `Line ${error.line}: ${error.message}` : error.message;
}

/** restore puts a program in the editor; undoing brings back the one before. */
function restore(name, program) {
  setLanguage(name);
  editor.replaceAll(program);
  if (!running) {
    say("");
  }
}

function setLanguage(name) {
  if ([...language.options].some((option) => option.value === name)) {
    language.value = name;
  }
}

async function share() {
  const hash = `#lang=${language.value}&q=${encodeURIComponent(editor.program)}`;
  window.history.replaceState(null, "", hash); // unlike location.hash, this does not run the program
  try {
    await navigator.clipboard.writeText(location.href);
    say("The link is copied.");
  } catch {
    say("The link is in the address bar; the browser did not let it be copied.");
  }
}

/** openLink runs the program that the address holds, if any. */
function openLink() {
  const link = new URLSearchParams(location.hash.slice(1));
  const program = link.get("q");
  if (program !== null) {
    setLanguage(link.get("lang"));
    editor.load(program);
    runProgram();
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  runProgram();
});
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit(); // checks the number of rows first
  }
});
stopButton.addEventListener("click", stop);
document.getElementById("share").addEventListener("click", share);
language.addEventListener("change", editor.draw);
window.addEventListener("hashchange", openLink);
openLink();

// Without these the console still runs programs, so a failure stays silent and the server's list of queries stands.
const ignore = () => {};
askJSON("/api/vocabulary").then((vocabulary) => createCompletion(editor, vocabulary), ignore);
askJSON("/api/queries").then((queries) => showSaved(document.getElementById("saved"), queries ?? [], {
  run: runSaved,
  edit: (query, values) => restore("gizmo", programOf(query, values)),
}), ignore);
