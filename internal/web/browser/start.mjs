// Starts what the tests need: the program `graph` over a store of its own, and a browser.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

/** A path beside this file. */
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The program under test; GRAPH names another one. */
const program = resolve(process.env.GRAPH || here('../../../graph'));

/** The environment without settings of the program's, so that every run has its defaults. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('QUOTEGRAPH_')));

/** Runs the program to its end; what it wrote to stderr, or an error that holds it. */
async function run(args, cwd) {
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (part) => { said += part; });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`graph ${args.join(' ')}: exit code ${code}\n${said}`);
  return said;
}

/** Waits for the line that says where the server listens; its address. */
async function address(child) {
  const said = [];
  for await (const line of createInterface({ input: child.stderr })) {
    said.push(line);
    const url = /^graph: serving .* at (http:\/\/\S+\/) \(stop with Ctrl-C\)/.exec(line)?.[1];
    if (url) {
      child.stderr.resume(); // later lines must not fill the pipe
      return url;
    }
  }
  throw new Error(`graph serve ended before it listened\n${said.join('\n')}`);
}

/**
 * Reads the sample articles and those of the tests into a new store and serves it on a free port.
 * Returns {url, stop}: url ends in a slash; stop() ends the server as Ctrl-C does and removes the store.
 */
export async function serve() {
  if (!existsSync(program)) throw new Error(`no program at ${program}: build it (go build ./cmd/graph), or name it in GRAPH`);
  const folder = await mkdtemp(join(tmpdir(), 'quotegraph-browser-'));
  let child;
  const kill = () => child?.kill('SIGKILL'); // never outlives the tests
  process.once('exit', kill);
  const stop = async () => {
    if (child?.pid && child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      const late = setTimeout(kill, 15_000);
      child.kill('SIGINT');
      await ended;
      clearTimeout(late);
    }
    process.off('exit', kill);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const db = join(folder, 'db');
    await run(['ingest', here('../../../seeds'), here('articles'), '--db', db], folder);
    child = spawn(program, ['serve', '--db', db, '--addr', '127.0.0.1:0'], { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] });
    return { url: await address(child), stop };
  } catch (err) {
    await stop();
    throw err;
  }
}

/** Launches Chromium: that of CHROMIUM, or the first of the usual places. */
export async function launch() {
  const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const executablePath = places.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error('no Chromium: name one in CHROMIUM');
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}
