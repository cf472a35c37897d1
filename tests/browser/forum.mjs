// A demonstration network of its own, and people with browsers in it.

import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts `faelles demo` in an empty folder; resolves once it has printed its links. */
export async function openForum(binary, port, { host = '127.0.0.1' } = {}) {
  const data = mkdtempSync(join(tmpdir(), 'faelles-'));
  const base = `http://${host}:${port}`;
  const told = ['--data', data, '--listen', `127.0.0.1:${port}`, '--base-url', base];
  const child = spawn(binary, ['demo', ...told], { stdio: ['ignore', 'pipe', 'ignore'] });
  let out = '';
  const links = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no links in time: ${out}`)), 60_000);
    child.on('exit', (code) => reject(new Error(`ended with ${code}: ${out}`)));
    child.stdout.on('data', (piece) => {
      out += piece;
      const found = [...out.matchAll(/^\s*(\S.*?)\s+(http\S+\/sign-in\/\S+)\s*$/gm)];
      if (found.length === 7) {
        clearTimeout(late);
        resolve(Object.fromEntries(found.map(([, role, link]) => [role, link])));
      }
    });
  });
  return {
    base,
    data,
    links,
    /** The newest mail to an address, decoded, that has `part` in its text. */
    mailTo(address, part) {
      const all = readdirSync(join(data, 'mail'))
        .filter((name) => name.endsWith('.eml'))
        .sort()
        .map((name) => decodeMail(readFileSync(join(data, 'mail', name), 'utf8')));
      return all.filter((mail) => mail.to.includes(address) && mail.text.includes(part)).pop();
    },
    /** Runs a few lines of Python on the program's database `c`, for what no page does; what they print. */
    database(lines) {
      const program = `import sqlite3, sys\nc = sqlite3.connect(sys.argv[1], timeout=10)\n${lines}\nc.commit()`;
      return execFileSync('python3', ['-c', program, join(data, 'faelles.sqlite')], { encoding: 'utf8' });
    },
    async close() {
      child.removeAllListeners('exit');
      const ended = new Promise((resolve) => child.on('exit', resolve));
      child.kill('SIGTERM');
      const code = await ended;
      rmSync(data, { recursive: true, force: true });
      return code;
    },
  };
}

/** Enough of MIME for our own mails: headers, and the parts' transfer encodings undone. */
function decodeMail(raw) {
  const unfolded = raw.replace(/\r\n[ \t]/g, ' ');
  const to = /^To: (.*)$/im.exec(unfolded)?.[1] ?? '';
  const parts = raw.split(/\r\n--\S+\r\n/).slice(1);
  const text = (parts.length ? parts : [raw])
    .map((part) => {
      const at = part.indexOf('\r\n\r\n');
      const head = part.slice(0, at).toLowerCase();
      const body = part.slice(at + 4);
      if (head.includes('quoted-printable')) {
        const bytes = body
          .replace(/=\r\n/g, '')
          .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
        return Buffer.from(bytes, 'latin1').toString('utf8');
      }
      if (head.includes('base64')) return Buffer.from(body, 'base64').toString('utf8');
      return body;
    })
    .join('\n');
  return { to, text };
}

export async function openBrowser() {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: QUIET });
}

/** A person's own browser window; whatever the page's console complains of is kept. */
export async function person(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) {
      page.complaints.push(`${page.url()}: ${message.text()}`);
    }
  });
  page.on('pageerror', (error) => page.complaints.push(`${page.url()}: ${error}`));
  return page;
}

/** Opens a sign-in link and presses its button. */
export async function signIn(page, link) {
  await page.goto(link);
  await page.locator('main form button').click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

/** Asks for a sign-in link as a person does, and takes it from the mail. */
export async function mailedLink(page, forum, address) {
  const before = forum.mailTo(address, '/sign-in/');
  await page.goto(`${forum.base}/sign-in`);
  await page.getByLabel('Mailadresse').fill(`${address}faelles.example`);
  await page.getByRole('button', { name: 'Send mig et link' }).click();
  await page.getByRole('heading', { name: 'Se i din indbakke' }).waitFor();
  const mail = await until(() => {
    const newest = forum.mailTo(address, '/sign-in/');
    return newest?.text === before?.text ? undefined : newest;
  });
  return /http\S+\/sign-in\/\S+/.exec(mail.text)[0];
}

/** Waits for something the program does a moment later: mail and indexing. */
export async function until(look) {
  for (let i = 0; i < 100; i += 1) {
    const seen = await look();
    if (seen) return seen;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`never came: ${look}`);
}
