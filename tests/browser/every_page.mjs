// Every page of the demonstration network that a link leads to, as each role: axe-core finds nothing
// in light and dark, nothing overflows on a phone, the console is silent.
// SHOTS=DIR also takes screenshots, one for each kind of page.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { openBrowser, openForum, person, signIn } from './forum.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const shots = process.env.SHOTS;
const MOST_OF_A_KIND = Number(process.env.MOST_OF_A_KIND ?? 3);

let forum;
let browser;

before(async () => {
  forum = await openForum(process.env.FAELLES_BINARY, 8172);
  browser = await openBrowser();
  if (shots) mkdirSync(shots, { recursive: true });
});

after(async () => {
  await browser?.close();
  await forum?.close();
});

for (const role of ['visitor', 'Medlem', 'Studerende', 'Arrangør', 'Redaktør', 'Administrator']) {
  test(`every page as ${role}`, { timeout: 600_000 }, async () => {
    const page = await person(browser, { bypassCSP: true });
    if (role !== 'visitor') await signIn(page, forum.links[role]);
    const queue = ['/', '/search?q=samarbejde', '/search?q=findesikkeher', '/no-such-page', '/sign-in'];
    const seen = new Set(queue);
    const kinds = new Map();
    let looked = 0;
    while (queue.length) {
      const path = queue.shift();
      const kind = kindOf(path);
      const before = kinds.get(kind) ?? 0;
      if (before >= MOST_OF_A_KIND) continue;
      kinds.set(kind, before + 1);
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.emulateMedia({ colorScheme: 'light' });
      const answer = await page.goto(forum.base + path);
      assert.ok(answer.status() < 500, `${path}: ${answer.status()}`);
      if (!(answer.headers()['content-type'] ?? '').startsWith('text/html')) continue;
      looked += 1;
      for (const href of await page.$$eval('a[href]', (all) => all.map((a) => a.getAttribute('href')))) {
        const to = href.split('#')[0];
        if (to.startsWith('/') && !to.endsWith('.ics') && !to.startsWith('/static/') && !seen.has(to)) {
          seen.add(to);
          queue.push(to);
        }
      }
      const name = `${role}${kind.replace(/[^a-z0-9:]+/gi, '_')}${before}`;
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        await page.evaluate(axe);
        const found = await page.evaluate(async () => {
          const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
          const { violations } = await globalThis.axe.run(document, { runOnly: tags });
          return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(' | ')}`);
        });
        assert.deepEqual(found, [], `${path} in ${colorScheme} as ${role}`);
        if (shots && before === 0) {
          await page.screenshot({ path: join(shots, `${name}-1280-${colorScheme}.png`), fullPage: true });
        }
      }
      await page.emulateMedia({ colorScheme: 'light' });
      for (const width of [390, 320]) {
        await page.setViewportSize({ width, height: 800 });
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${path} is ${over} px too wide at ${width} px`);
        if (shots && before === 0 && width === 390) {
          await page.screenshot({ path: join(shots, `${name}-390.png`), fullPage: true });
        }
      }
    }
    console.log(`${role}: ${looked} pages of ${kinds.size} kinds`);
    assert.deepEqual(page.complaints, []);
  });
}

/** The same page about another thing is of the same kind. */
function kindOf(path) {
  const [bare, query] = path.split('?');
  const parts = bare.split('/').map((part, i) => {
    const fixed = /^(new|edit|history|sent|invitations|attendance|notes|cancel|students|people|mail|organisations|licences|rounds)$/;
    return i >= 2 && part && !fixed.test(part) ? ':id' : part;
  });
  const keys = query ? `?${[...new URLSearchParams(query).keys()].sort().join('&')}` : '';
  return parts.join('/') + keys;
}
