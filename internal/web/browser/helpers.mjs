// What the tests share: the server, the browser, pages that are watched, the API.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { launch, serve } from './start.mjs';

let site, browser;

/** What went wrong in any page: errors in its console, dialogs, requests to elsewhere. */
export const problems = [];

/** Starts the server and the browser. */
export async function start() {
  site = await serve();
  browser = await launch();
}

/** Ends both. */
export async function stop() {
  await browser?.close();
  await site?.stop();
}

/** Fetches a path of the server without a browser. */
export const get = (path, init) => fetch(new URL(path, site.url), init);

/** Runs body with a new page that is watched, and closes its context. */
export async function withPage(options, body) {
  const context = await browser.newContext({ baseURL: site.url, viewport: { width: 1200, height: 800 }, ...options });
  context.setDefaultTimeout(10_000);
  const found = (at, what) => problems.push(`${at ?? ''}: ${what}`);
  context.on('console', (m) => {
    const refused = m.text().includes('status of 400') && m.location().url.includes('/api/console/'); // a program with an error
    if (m.type() === 'error' && !refused) found(m.page()?.url(), `console: ${m.text()} (${m.location().url})`);
  });
  context.on('weberror', (e) => found(e.page()?.url(), `error: ${e.error().stack ?? e.error()}`));
  context.on('dialog', (d) => { found(d.page()?.url(), `dialog: ${d.message()}`); return d.dismiss(); });
  context.on('request', (r) => {
    if (!r.url().startsWith(site.url) && !/^(data|blob):/.test(r.url())) found(site.url, `request to ${r.url()}`);
  });
  try {
    return await body(await context.newPage());
  } finally {
    await context.close();
  }
}

/** Opens a path and waits until the page has fetched what it needs. */
export async function go(page, path) {
  const answer = await page.goto(path, { waitUntil: 'networkidle' });
  assert.ok(answer === null || answer.ok(), `${path}: status ${answer?.status()}`);
}

/** Calls the API; its JSON answer. */
export async function api(path, body) {
  const answer = await get(path, body === undefined ? {} : { method: 'POST', body });
  assert.ok(answer.ok, `${path}: status ${answer.status}`);
  return answer.json();
}

/** The UUIDs of all articles in the store. */
export async function uuids() {
  const { result } = await api('/api/v1/query/gizmo', 'g.V().Has("<rdf:type>", "<schema:NewsArticle>").All()');
  return result.map(({ id }) => /article:([\w-]+)/.exec(id)[1]);
}

/** All articles, as the API gives them. */
export const articles = async () => Promise.all((await uuids()).map((id) => api(`/api/articles/${id}`)));

/** The article whose text holds some words. */
export async function articleWith(words) {
  const found = (await articles()).find((a) => a.text.includes(words));
  assert.ok(found, `no article with ${words}`);
  return found;
}

/** Whether nothing of a text became markup that could act. */
export async function harmless(page) {
  assert.equal(await page.evaluate(() => window.__xss), undefined, `a script ran in ${page.url()}`);
  const bad = '[onerror], [onload], [onmouseover], script:not([src]), main style, img[src="x"], a[href^="javascript:" i], a[href^="data:text" i]';
  assert.deepEqual(await page.locator(bad).evaluateAll((all) => all.map((e) => e.outerHTML)), [], page.url());
}

/** Follows links from a search until a page of each kind is found; {article: path, agent: path …}. */
export async function discover() {
  const found = {}, queue = ['/search?q=Wekesa', '/'], kinds = ['article', 'agent', 'statement', 'event', 'document', 'picture'];
  for (let i = 0; i < Math.min(queue.length, 80) && !kinds.every((k) => found[k]); i++) {
    const html = await (await get(queue[i])).text();
    for (const [, href] of html.matchAll(/href="(\/[^"#]*)/g)) {
      const path = href.replaceAll('&amp;', '&').replaceAll('&#43;', '+');
      const kind = kinds.find((k) => path.startsWith(`/${k}/`) || path.startsWith(`/${k}?`));
      if (!kind || queue.includes(path)) continue;
      found[kind] ??= path;
      queue.push(path);
    }
  }
  for (const kind of ['article', 'agent', 'statement']) assert.ok(found[kind], `no link to a page of kind ${kind}`);
  return { picture: `/picture?of=${encodeURIComponent(decodeURIComponent(found.agent.slice('/agent/'.length)))}`, ...found };
}

/** The link that opens the console with a program and runs it. */
export const shared = (code) => `/console#lang=gizmo&q=${encodeURIComponent(code)}`;

/** Puts a program into the console, runs it by keyboard and waits for a row with the given words. */
export async function run(page, code, words) {
  await page.locator('#program').fill(code);
  await page.locator('#program').press('Control+Enter');
  await row(page, words);
}

/** Waits for a row of the console's table. */
export const row = (page, words) => page.locator('#result-table tr', { hasText: words }).first().waitFor();

/** Waits until the console's status matches. */
export const status = (page, pattern) => page.locator('#status', { hasText: pattern }).waitFor();

/** The cells of a table's column. */
export const column = (page, name, table = '#result-table table') => page.locator(table).first().evaluate((t, name) => {
  const [head, ...rows] = t.rows;
  const at = [...head.cells].findIndex((th) => th.textContent.trim().split(/\s/)[0] === name);
  return rows.map((tr) => tr.cells[at]?.textContent.trim());
}, name);

/** Waits for a download that a click starts; its text. */
export async function download(page, selector) {
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator(selector).click()]);
  return readFile(await file.path(), 'utf8');
}

/** Pastes a text on /try and waits for its statements. */
export async function paste(page, text) {
  await go(page, '/try');
  const form = page.locator('form:has(textarea[name="text"])');
  await form.locator('textarea').fill(text);
  await form.locator('button').first().click();
  await page.locator('main mark').first().waitFor();
}

/** The text as pages show it: signs for control characters and for the marks that turn the direction of writing. */
export const visible = (text) => text
  .replace(/[\u0000-\u0008\u000B-\u001F]/g, (c) => (c === '\r' ? '\u240D' : String.fromCodePoint(0x2400 + c.codePointAt(0))))
  .replace(/\u007F/g, '\u2421')
  .replace(/[\u0080-\u009F\u202A-\u202E\u2066-\u2069]/g, '\uFFFD');
