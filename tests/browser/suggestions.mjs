// Suggestions under the search field, by keyboard, by mouse and on a phone: a combobox that axe-core finds
// nothing wrong with, that leads where it says, and that keeps what was asked where it belongs.
// Usage: FAELLES_BINARY=… node --test suggestions.mjs

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { openBrowser, openForum, person, signIn, until } from './forum.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const shots = process.env.SHOTS;

let forum;
let browser;

before(async () => {
  forum = await openForum(process.env.FAELLES_BINARY, 8153);
  browser = await openBrowser();
  // Until what the network began with can be found.
  await until(async () => {
    const answer = await fetch(`${forum.base}/api/v1/suggest?q=kommis`);
    return (await answer.json()).groups.some((group) => group.name === 'entries');
  });
});

after(async () => {
  await browser?.close();
  await forum?.close();
});

const field = (page) => page.locator('input[role=combobox]');
const list = (page) => page.getByRole('listbox', { name: 'Forslag' });
const option = (page, name) => list(page).getByRole('option', { name });

/** Types into the search field of a page, and waits for what is suggested. */
async function type(page, path, text) {
  await page.goto(forum.base + path);
  await field(page).focus();
  await page.keyboard.type(text);
  await list(page).waitFor();
}

async function faults(page) {
  await page.evaluate(axe);
  return page.evaluate(async (tags) => {
    const { violations } = await globalThis.axe.run(document, { runOnly: tags });
    return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(' | ')}`);
  }, AXE_TAGS);
}

for (const path of ['/', '/search', '/library']) {
  test(`an entry is reached from ${path} with the keyboard alone`, async () => {
    const page = await person(browser);
    await type(page, path, 'kommis');
    assert.equal(await field(page).getAttribute('aria-expanded'), 'true');
    assert.equal(await field(page).getAttribute('aria-activedescendant'), null);
    const entry = option(page, 'Kommissorium og mandat');
    await entry.waitFor();
    await page.keyboard.press('ArrowDown');
    assert.equal(await field(page).getAttribute('aria-activedescendant'), await entry.getAttribute('id'));
    assert.equal(await entry.getAttribute('aria-selected'), 'true');
    assert.ok(await list(page).getByRole('group', { name: 'Viden' }).isVisible());
    await page.getByRole('status').filter({ hasText: /forslag/ }).waitFor({ state: 'attached' });
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Kommissorium og mandat' }).waitFor();
    assert.deepEqual(page.complaints, []);
  });
}

test('Escape closes and keeps what is typed; past the ends is the field', async () => {
  const page = await person(browser);
  await type(page, '/search', 'kommis');
  await page.keyboard.press('ArrowUp');
  const last = await list(page).getByRole('option').last().getAttribute('id');
  assert.equal(await field(page).getAttribute('aria-activedescendant'), last);
  await page.keyboard.press('ArrowDown');
  assert.equal(await field(page).getAttribute('aria-activedescendant'), null);
  await page.keyboard.press('Escape');
  await list(page).waitFor({ state: 'hidden' });
  assert.equal(await field(page).inputValue(), 'kommis');
  assert.equal(await field(page).getAttribute('aria-expanded'), 'false');
  // Nothing chosen: Enter searches for what was typed.
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/search\?q=kommis$/);
});

test('the open list is in order in light and dark, and fits a phone', async () => {
  const page = await person(browser, { bypassCSP: true });
  for (const path of ['/', '/search', '/library']) {
    for (const colorScheme of ['light', 'dark']) {
      for (const width of [1280, 390, 320]) {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await type(page, path, 'sam');
        await page.keyboard.press('ArrowDown');
        assert.deepEqual(await faults(page), [], `${path} ${colorScheme} ${width}`);
        const box = await list(page).boundingBox();
        assert.ok(box.x >= 0 && box.x + box.width <= width, `${path}: ${JSON.stringify(box)} in ${width}`);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${path}: ${over} px too wide at ${width}`);
        const heights = await list(page).getByRole('option').evaluateAll((all) => all.map((o) => o.offsetHeight));
        assert.ok(Math.min(...heights) >= 44, `${heights}`);
        const name = `suggestions-${path.slice(1) || 'front'}-${colorScheme}-${width}.png`;
        if (shots) await page.screenshot({ path: join(shots, name) });
      }
    }
  }
  assert.deepEqual(page.complaints, []);
});

test('what was asked is remembered here, and forgotten when asked to or signed out', async () => {
  const page = await person(browser);
  await signIn(page, forum.links.Medlem);
  const ask = async (text) => {
    await page.goto(`${forum.base}/search`);
    await field(page).fill(text);
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=/);
  };
  await ask('samarbejde');
  await page.goto(`${forum.base}/search`);
  await field(page).click();
  await option(page, 'samarbejde').waitFor();
  await option(page, 'Glem mine søgninger').click();
  await page.goto(`${forum.base}/search`);
  await field(page).focus();
  await page.keyboard.press('ArrowDown');
  await page.waitForTimeout(500);
  assert.equal(await option(page, 'samarbejde').count(), 0);
  await ask('samarbejde');
  assert.ok(await page.evaluate(() => localStorage.getItem('faelles-asked')));
  await page.locator('.me summary').click();
  await page.getByRole('button', { name: 'Log ud' }).click();
  await page.waitForLoadState();
  assert.equal(await page.evaluate(() => localStorage.getItem('faelles-asked')), null);
});

test('without script the field is a field', async () => {
  const page = await person(browser, { javaScriptEnabled: false });
  await page.goto(`${forum.base}/search`);
  await page.getByRole('searchbox').fill('kommissorium');
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=kommissorium/);
});
