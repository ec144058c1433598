// Tests of the web pages in a browser: what a reader does, from the overview to a hostile article.
//
//   npm install && npm test            GRAPH=program CHROMIUM=browser SHOTS=folder may be set
//
// Each test has a browser context of its own; one server, over the sample articles and those in articles/,
// answers them all. What goes wrong in any page (errors in its console, dialogs, requests to elsewhere) is
// collected and told by the last test.

import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import {
  articles, articleWith, column, discover, download, get, go, harmless, paste, problems, row, run, shared, start, status, stop, uuids, withPage, visible } from './helpers.mjs';

before(start, { timeout: 300_000 });
after(stop);

/** A test with a page of its own. */
const flow = (name, options, body) => test(name, { timeout: 120_000 }, (t) => withPage(options, (page) => body(page, t)));

const program = `for (const n of [9, 10, 2]) g.Emit({ n: n, name: "row " + n + ', "quoted"' });`;
const people = 'g.V("<schema:Person>").In("<rdf:type>").Tag("who").All()';
const hostilePaste = 'PORT ELDER (Meridian) — "<img src=x onerror=alert(8)> The swans are counted," Ilse Varga, the warden, said on Friday.';

// ---- what a reader does

flow('overview shows counts and the latest articles', {}, async (page) => {
  await go(page, '/');
  const cards = await page.locator('.cards .card').evaluateAll((all) => all.map((c) => [c.querySelector('span').textContent, c.querySelector('strong').textContent]));
  const count = cards.find(([label]) => /articles?/i.test(label))?.[1].replace(/\D/g, '');
  assert.equal(Number(count), (await uuids()).length, JSON.stringify(cards));
  assert.ok(cards.some(([label, n]) => /statements?/i.test(label) && Number(n.replace(/\D/g, '')) > 0), JSON.stringify(cards));
  await page.locator('main a[href^="/article/"]').first().click();
  await page.locator('body.page-article article.text').waitFor();
});

flow('a saved query with a parameter, from /queries', {}, async (page) => {
  await go(page, '/queries');
  const own = 'form[action^="/queries/who-said-what"]'; // on this page, or on the query's own
  if (!(await page.locator(own).isVisible())) {
    await page.locator('main a[href^="/queries/who-said-what"], main summary:has-text("who-said-what")').first().click();
  }
  const field = page.locator(`${own} [name="speaker"], form:is(:not([action]), [action=""]) [name="speaker"]`).first();
  await field.fill('Wekesa');
  await field.press('Enter');
  await page.waitForURL(/\/queries\/who-said-what\?.*speaker=Wekesa/);
  const who = await column(page, 'who', 'main table:has(th:has-text("who"))');
  assert.ok(who.length > 3 && who.every((w) => w.includes('Wekesa')), who.join('; '));
});

flow('a saved query with a parameter, from the console', {}, async (page) => {
  await go(page, '/console');
  await page.locator('#saved li', { hasText: 'who-said-what' }).locator('button, a, summary').first().click();
  const field = page.locator('[name="speaker"]:visible');
  await field.fill('Wekesa');
  await field.press('Enter');
  await row(page, 'Wekesa');
  const who = await column(page, 'who');
  assert.ok(who.length > 3 && who.every((w) => w.includes('Wekesa')), who.join('; '));
  await page.getByText('Open in editor').locator('visible=true').first().click();
  assert.match(await page.locator('#program').inputValue(), /^const params = \{/);
});

flow('console: edit and run, sort, JSON, graph, download', {}, async (page, t) => {
  await go(page, '/console');
  await page.locator('#program').fill(program);
  await page.locator('#program').pressSequentially('\n// edited');
  await page.locator('#program').press('Control+Enter');
  await row(page, 'row 10');
  await status(page, /3 rows/);
  await t.test('numbers sort as numbers', async () => {
    const head = page.locator('#result-table th', { hasText: /^\s*n\b/ });
    await head.locator('button').click();
    await page.locator('#result-table th[aria-sort="ascending"]').waitFor();
    assert.deepEqual(await column(page, 'n'), ['2', '9', '10']);
    await head.locator('button').click();
    await page.locator('#result-table th[aria-sort="descending"]').waitFor();
    assert.deepEqual(await column(page, 'n'), ['10', '9', '2']);
  });
  await t.test('CSV and JSON download', async () => {
    const lines = (await download(page, '#download-csv')).replace(/^\ufeff/, '').trimEnd().split('\r\n');
    assert.equal(lines.length, 4, lines.join('\n'));
    assert.deepEqual(lines[0].split(',').sort(), ['n', 'name']);
    assert.ok(lines.some((l) => l.includes('"row 9, ""quoted"""')), lines.join('\n'));
    const json = await download(page, '#download-json');
    assert.doesNotThrow(() => JSON.parse(json), json);
  });
  await t.test('JSON tab', async () => {
    await page.locator('#tab-json').click();
    await page.locator('#result-json:visible', { hasText: /"name": "row 10/ }).waitFor();
    assert.equal(await page.locator('#result-table').isVisible(), false);
    assert.equal(await page.locator('#tab-json').getAttribute('aria-selected'), 'true');
  });
  await t.test('graph tab', async () => {
    await page.locator('#tab-table').click();
    await run(page, people, 'person:');
    await page.locator('#tab-graph').click();
    await page.locator('#result-graph svg a').first().waitFor();
    assert.equal(await page.locator('#result-graph script').count(), 0);
  });
  await t.test('rows are cut', async () => {
    await page.locator('#tab-table').click();
    await page.locator('#limit').fill('2');
    await run(page, program, 'row 9');
    await status(page, /cut at 2 rows/);
  });
  await t.test('history is kept', async () => {
    await page.reload({ waitUntil: 'networkidle' });
    await page.locator('#history li', { hasText: 'schema:Person' }).locator('button, a').first().click();
    assert.equal(await page.locator('#program').inputValue(), people);
  });
});

flow('from a result to a person and on to an article', {}, async (page) => {
  await go(page, '/console');
  await run(page, people, 'person:');
  await page.locator('#result-table a[href*="/agent/person"]').first().click();
  await page.waitForURL(/\/agent\/person/);
  await page.locator('main a[href^="/article/"]').first().click();
  await page.locator('body.page-article article.text').waitFor();
});

flow('the words marked for a statement are its words, in every article', {}, async (page, t) => {
  const all = await articles();
  for (const words of ['passport 🍞', 'cracked', 'Undheim', 'hedgehog', 'Wekesa']) {
    assert.ok(all.some((a) => a.text.includes(words) && a.statements.length > 0), `no statements in the article with ${words}`);
  }
  for (const a of all) {
    await t.test(a.text.trimStart().slice(0, 40), async () => {
      await go(page, `/article/${a.id}`);
      const shown = await page.evaluate(() => ({
        text: document.querySelector('article.text').textContent,
        statements: [...document.querySelectorAll('aside li.statement')].map((li) => ({
          n: Number(li.dataset.n),
          type: li.dataset.type,
          text: [...document.querySelectorAll(`mark[data-s~="${li.dataset.n}"]`)].map((m) => m.textContent).join(''),
        })).sort((a, b) => a.n - b.n),
      }));
      const bytes = Buffer.from(a.text);
      const expected = a.statements.map(({ n, type, parts }) => ({ n, type, text: visible(parts.map(([begin, end]) => bytes.subarray(begin, end).toString()).join('')) }));
      assert.deepEqual(shown.statements, expected.sort((a, b) => a.n - b.n));
      assert.equal(shown.text.trim(), visible(a.text).trim());
    });
  }
});

flow('a pasted article is read but not kept', {}, async (page) => {
  const was = (await uuids()).length;
  await paste(page, await readFile(new URL('articles/ordinary.txt', import.meta.url), 'utf8'));
  assert.ok((await page.locator('main mark').allTextContents()).some((m) => m.includes('hedgehog') || m.includes('borrow')));
  assert.ok(await page.locator('main li.statement').count() > 2);
  assert.equal((await uuids()).length, was);
});

flow('search for a person and for words of a statement', {}, async (page) => {
  const search = async (words) => {
    await go(page, '/');
    await page.locator('#q').fill(words);
    await page.locator('#q').press('Enter');
    await page.waitForURL(/\/search\?q=/);
  };
  await search('Wekesa');
  await page.locator('main a[href*="/agent/person"]', { hasText: 'Wekesa' }).first().click();
  await page.waitForURL(/\/agent\/person/);
  await search('school fee');
  assert.match(await page.locator('main').textContent(), /school fee that is not paid/);
  await page.locator('main a[href^="/article/"], main a[href^="/statement/"]').first().click();
  await page.waitForURL(/\/(article|statement)\//);
  assert.match(await page.locator('main').textContent(), /school fee that is not paid/);
});

flow('a program without end is stopped', {}, async (page) => {
  await go(page, '/console');
  await page.locator('#program').fill('while (true) {}');
  await page.locator('#program').press('Control+Enter');
  await page.locator('#stop:enabled').waitFor();
  const began = Date.now();
  await page.locator('#stop').click();
  await page.locator('#stop:disabled').waitFor({ timeout: 3000 });
  let left;
  do { // the server has stopped too: only the request that asks is running
    left = Number(/^quotegraph_http_requests_running (\d+)/m.exec(await (await get('/metrics')).text())?.[1]);
  } while (left !== 1 && Date.now() - began < 3000);
  assert.equal(left, 1, 'the program still runs in the server');
  await run(page, program, 'row 10');
});

flow('a shared link runs by itself', { permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
  await go(page, '/console');
  await page.locator('#program').fill(program);
  await page.locator('#share').click();
  await page.waitForFunction(async () => location.hash && (await navigator.clipboard.readText()).endsWith(location.hash));
  const link = await page.evaluate(() => location.pathname + location.hash);
  assert.equal(link, shared(program));
  await withPage({}, async (other) => {
    await go(other, link);
    await row(other, 'row 10');
    assert.equal(await other.locator('#program').inputValue(), program);
  });
});

flow('an error tells its line', {}, async (page) => {
  await go(page, '/console');
  await page.locator('#program').fill('var a = 1\n\ng.V(((\n');
  await page.locator('#program').press('Control+Enter');
  await status(page, /line [34]\b/i);
  await page.locator('#program').fill('g.V().Limit(1).All()\nnothing.like.it()');
  await page.locator('#program').press('Control+Enter');
  await status(page, /line 2\b/i);
  await run(page, program, 'row 10');
});

flow('completion', {}, async (page) => {
  await go(page, '/console');
  const editor = page.locator('#program'), options = page.locator('[role="listbox"]:visible [role="option"]');
  const write = async (before, typed) => { await editor.fill(before); await editor.pressSequentially(typed); };
  await write('g.V()', '.O');
  await options.filter({ hasText: /^\s*Out/ }).first().waitFor();
  const active = () => editor.evaluate((e) => document.getElementById(e.getAttribute('aria-activedescendant'))?.firstChild.textContent.trim());
  for (let i = 0; i < 20 && !/^Out(\(|$)/.test(await active() ?? ''); i++) await editor.press('ArrowDown');
  await editor.press('Enter');
  assert.match(await editor.inputValue(), /^g\.V\(\)\.Out(\(\)?)?$/);
  await write('g.V()', '.');
  await options.first().waitFor();
  await editor.press('Escape');
  await page.locator('[role="listbox"]:visible').waitFor({ state: 'detached' });
  await write('g.V().Out("', '<qg:sa');
  await options.filter({ hasText: 'qg:saidBy' }).first().waitFor();
});

flow('keys and filters on an article', {}, async (page, t) => {
  const a = await articleWith('Halima Wekesa'), current = page.locator('li.statement.current');
  const is = (n) => page.locator(`li.statement.current[data-n="${n}"]`).waitFor();
  await go(page, `/article/${a.id}`);
  const order = await page.locator('aside li.statement').evaluateAll((all) => all.map((li) => li.dataset.n));
  await t.test('j, k and arrows', async () => {
    await page.locator('aside ol.statements a').first().focus();
    await page.keyboard.press('j');
    await current.waitFor();
    const at = order.indexOf(await current.getAttribute('data-n'));
    for (const [key, to] of [['j', at + 1], ['k', at], ['ArrowDown', at + 1], ['ArrowDown', at + 2], ['ArrowUp', at + 1]]) {
      await page.keyboard.press(key);
      await is(order[to]);
    }
    assert.ok(await page.locator(`mark.current[data-s~="${order[at + 1]}"]`).count() > 0, 'its words are not highlighted');
  });
  await t.test('? shows the keys, / goes to the search', async () => {
    await page.keyboard.press('?');
    await page.locator('dialog#keys[open]').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog#keys').waitFor({ state: 'hidden' });
    await page.keyboard.press('/');
    await page.locator('#q:focus').waitFor();
    assert.equal(await page.locator('#q').inputValue(), '');
  });
  await t.test('filters by type and by source', async () => {
    const direct = page.locator('form.filters input[name="type"][value="direct"]');
    await direct.uncheck();
    const listed = page.locator('li.statement[data-type="direct"]:not(.off):visible'); // one that holds others stays, but is off
    await listed.first().waitFor({ state: 'detached' });
    assert.ok(await page.locator('mark.part.direct.off').count() > 0, 'marks stay coloured');
    await direct.check();
    await listed.first().waitFor();
    const [source] = await page.locator('form.filters select[name="source"]').selectOption({ index: 1 });
    const left = await page.locator('li.statement:not(.off):visible').evaluateAll((all) => all.map((li) => li.dataset.source));
    assert.ok(left.length > 0 && left.every((s) => s === source), `${source}: ${left}`);
  });
  await t.test('a click on a mark and a link to a statement', async () => {
    await go(page, '/');
    await go(page, `/article/${a.id}#t${order[1]}`);
    await is(order[1]);
    const plain = `mark[data-s]:not([data-s~="${order[1]}"], [data-s*=" "], [data-cue], [data-source])`; // words of one statement alone
    await page.locator(plain).first().click();
    await is(await page.locator(plain).first().getAttribute('data-s'));
  });
});

flow('a hostile article stays text', {}, async (page) => {
  const a = await articleWith('<script>alert(1)</script>'), before = problems.length;
  await go(page, `/article/${a.id}`);
  const text = await page.locator('article.text').textContent();
  for (const words of ['<script>alert(1)</script>', '<img src=x onerror="window.__xss=1;alert(3)">', 'Monday.\u2407 <svg', '\uFFFDsyad enin', '&lt;end&gt; &amp; --> ]]> <!--']) {
    assert.ok(text.includes(words), `lost: ${JSON.stringify(words)}`);
  }
  await harmless(page);
  const links = await page.locator('main a:is([href^="/statement/"], [href^="/agent/"], [href^="/event/"])').evaluateAll((all) => all.map((l) => l.getAttribute('href')));
  const attack = encodeURIComponent('"><img src=x onerror=alert(9)><script>alert(10)</script>');
  const emit = `g.Emit({ "<img src=x onerror=alert(11)>": "<img src=x onerror=alert(12)>", link: "javascript:alert(13)" })`;
  const more = ['/', `/search?q=${attack}`, '/search?q=cracked', `/queries/who-said-what?speaker=${attack}`, '/queries/articles', `/console#lang=gizmo&q=${attack}`];
  for (const path of [...new Set(links), ...more]) {
    await go(page, path);
    await harmless(page);
  }
  await go(page, '/');
  await go(page, shared(emit));
  await row(page, '<img src=x');
  await page.locator('#tab-json').click();
  await harmless(page);
  await paste(page, hostilePaste);
  assert.match((await page.locator('main mark').allTextContents()).join(''), /swans/);
  await harmless(page);
  assert.deepEqual(problems.slice(before), []);
});

flow('without script: an article is read, a program runs', { javaScriptEnabled: false }, async (page) => {
  const a = await articleWith('hedgehog');
  await go(page, `/article/${a.id}`);
  assert.equal((await page.locator('article.text').textContent()).trim(), a.text.trim());
  assert.equal(await page.locator('aside li.statement:visible').count(), a.statements.length);
  await go(page, '/console');
  await page.locator('#program').fill(program);
  await page.locator('#run').click();
  await page.locator('main table tr', { hasText: 'row 10' }).waitFor();
});

// ---- what holds for every page

let known;

/** The pages: name, path, and what to do until they show what they are for. */
const pages = async () => known ??= await discover().then((found) => [
  ['overview', '/'], ...Object.entries(found).filter(([name]) => name !== 'picture'),
  ['picture', found.picture, (page) => page.locator('.picture svg').first().waitFor()],
  ['search', '/search?q=Wekesa'], ['queries', '/queries'], ['query', '/queries/who-said-what?speaker=Wekesa'], ['api', '/api'],
  ['try', '/try', async (page) => paste(page, await readFile(new URL('articles/ordinary.txt', import.meta.url), 'utf8'))],
  ['console', shared(people), (page) => row(page, 'person:')],
  ['console-graph', shared(people), async (page) => {
    await row(page, 'person:');
    await page.locator('#tab-graph').click();
    await page.locator('#result-graph svg a').first().waitFor();
  }],
  ['console-completion', '/console', async (page) => {
    await page.locator('#program').fill('g.V()');
    await page.locator('#program').pressSequentially('.');
    await page.locator('[role="listbox"]:visible [role="option"]').first().waitFor();
  }],
  ['article-keys', found.article, async (page) => {
    await page.locator('aside ol.statements a').first().focus();
    await page.keyboard.press('?');
    await page.locator('dialog#keys[open]').waitFor();
  }],
]);

/** Tests every page, each in a context of its own with the given options. */
const every = (name, options, check, skip) => test(name, { timeout: 600_000, skip }, async (t) => {
  for (const [name, path, ready] of await pages()) {
    const show = async (page) => { await go(page, path); await ready?.(page); };
    await t.test(name, () => withPage(options, (page) => check(page, { name, path, show: () => show(page) })));
  }
});

every('frame: skip link, search, navigation', {}, async (page, { path, show }) => {
  await show();
  for (const part of ['a.skip[href="#main"]', 'header.top a.brand[href="/"]', 'form.search[role="search"] #q', 'main#main', 'body > footer']) {
    assert.equal(await page.locator(part).count(), 1, part);
  }
  assert.notEqual(await page.title(), '');
  const here = page.locator(`nav[aria-label="Main"] a[href="${path.replace(/#.*/, '')}"]`);
  if (await here.count()) assert.equal(await here.getAttribute('aria-current'), 'page');
});

every('weight below 150 kB', {}, async (page, { path }) => {
  const parts = [];
  page.on('response', (r) => parts.push(r.body().then((b) => [b.length, r.url()], () => [0, r.url()])));
  await go(page, path);
  const sizes = await Promise.all(parts), sum = sizes.reduce((all, [size]) => all + size, 0);
  assert.ok(sum > 0 && sum < 150_000, `${sum} bytes\n${sizes.map((s) => s.join(' ')).join('\n')}`);
});

every('a telephone: nothing to scroll sideways', { viewport: { width: 360, height: 740 } }, async (page, { show }) => {
  await show();
  assert.match(await page.locator('meta[name="viewport"]').getAttribute('content'), /width=device-width/);
  const [width, room, wide] = await page.evaluate(() => [document.scrollingElement.scrollWidth, innerWidth,
    [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 5).map((e) => e.outerHTML.slice(0, 100))]);
  assert.ok(width <= room, `${width} > ${room}; beyond the edge:\n${wide.join('\n')}`);
});

for (const colorScheme of ['light', 'dark']) {
  every(`accessibility, ${colorScheme}`, { colorScheme }, async (page, { show }) => {
    await show();
    await page.evaluate(axe.source);
    const violations = await page.evaluate(async () => (await window.axe.run(document, { resultTypes: ['violations'], preload: false })).violations);
    const bad = violations.filter((v) => ['serious', 'critical'].includes(v.impact))
      .flatMap((v) => v.nodes.map((n) => `${v.id} (${v.impact}) ${n.target.join(' ')}\n  ${n.failureSummary.replaceAll('\n', '\n  ')}`));
    assert.equal(bad.length, 0, `${bad.length} findings\n${bad.join('\n')}`);
  });
}

every('screenshots', {}, async (page, { name, show }) => {
  await show();
  await mkdir(process.env.SHOTS, { recursive: true });
  await page.screenshot({ path: join(process.env.SHOTS, `${name}.png`), caret: 'initial' }); // hiding it takes a style that the policy forbids
}, process.env.SHOTS ? false : 'SHOTS names no folder');

test('no page had an error, a dialog or a request to elsewhere', () => assert.deepEqual(problems, []));
