// With the keyboard alone, and by the names a screen reader says: one's profile, the table of rights;
// an entry from the first word to its approval, with a file and a comparison.
// Usage: FAELLES_BINARY=… node --test keyboard.mjs

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { openBrowser, openForum, person, signIn } from './forum.mjs';

let forum;
let browser;

before(async () => {
  forum = await openForum(process.env.FAELLES_BINARY, 8175);
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await forum?.close();
});

/** Goes on with the tab key until it has come to this, which must be seen to have the focus. */
async function reach(page, locator) {
  const wanted = await locator.first().elementHandle({ timeout: 10_000 });
  for (let pressed = 0; pressed < 250; pressed += 1) {
    await page.keyboard.press('Tab');
    const there = await wanted.evaluate((element) => document.activeElement === element);
    if (!there) continue;
    const seen = await wanted.evaluate((element) => {
      const style = getComputedStyle(element);
      return style.outlineStyle !== 'none' || style.boxShadow !== 'none';
    });
    assert.ok(seen, `the focus on ${locator} cannot be seen`);
    return;
  }
  assert.fail(`the tab key never comes to ${locator} on ${page.url()}`);
}

async function type(page, name, text) {
  await reach(page, page.getByRole('textbox', { name }));
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

/** Presses a button or follows a link, and waits for the page it leads to. */
async function press(page, role, name, key = 'Enter') {
  await reach(page, page.getByRole(role, { name, exact: role === 'button' }));
  await Promise.all([page.waitForEvent('load'), page.keyboard.press(key)]);
}

/** Chooses a picture on the page of an entry's files, and sends it. */
// One is another than the other: what stands there already is not attached again.
const PICTURES = {
  'havnen.png':
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'kajen.png':
    'iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg==',
};

async function attach(page, name) {
  // Asked for well before the key is pressed: Chromium is told of it on the way.
  const chooser = page.waitForEvent('filechooser');
  await reach(page, page.getByLabel('Vælg filer'));
  await page.keyboard.press('Enter');
  await (await chooser).setFiles({
    name,
    mimeType: 'image/png',
    buffer: Buffer.from(PICTURES[name], 'base64'),
  });
  await reach(page, page.getByRole('button', { name: 'Vedhæft', exact: true }));
  await page.keyboard.press('Enter');
  await page.locator('main li, main h3').filter({ hasText: name }).first().waitFor();
}

test('a profile is changed', async () => {
  const page = await person(browser);
  await signIn(page, forum.links.Studerende);
  await page.goto(`${forum.base}/me/profile`);
  await type(page, 'Stilling', 'Facilitator på havnen');
  await press(page, 'button', 'Gem');
  assert.equal(await page.getByRole('textbox', { name: 'Stilling' }).inputValue(), 'Facilitator på havnen');
  assert.deepEqual(page.complaints, []);
});

test('the table of rights says whose right each cell is', async () => {
  const page = await person(browser);
  await page.goto(`${forum.base}/about/roles`);
  // It may be wider than the window: the keyboard comes to it, to scroll it.
  await reach(page, page.getByRole('region', { name: 'Tabellen' }));
  const heads = await page.getByRole('columnheader').allTextContents();
  assert.equal(heads.length, 10, `${heads}`);
  assert.ok(heads.includes('Administrator'));
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Skrive i forum' }) });
  assert.equal(await row.getByRole('cell').count(), 9);
});

test('an entry is written, given a file, compared and approved', async () => {
  const title = 'Havnen som fælles værksted';
  const writer = await person(browser);
  await signIn(writer, forum.links.Medlem);
  await writer.goto(`${forum.base}/library/new?kind=case`);
  await type(writer, /^Titel/, title);
  await type(writer, /^Resumé/, 'Kommune og naboer satte havnen i stand sammen.');
  await type(writer, /^Problemet/, 'Havnen lå øde hen.');
  await type(writer, /^Tekst/, 'Vi begyndte med at rydde op.');
  await press(writer, 'button', 'Send til gennemsyn');
  await writer.getByRole('heading', { level: 1, name: title }).waitFor();

  await press(writer, 'link', 'Vedhæft filer');
  await attach(writer, 'havnen.png');
  assert.deepEqual(writer.complaints, []);

  const editor = await person(browser);
  await signIn(editor, forum.links['Redaktør']);
  await editor.goto(`${forum.base}/library?tab=review`);
  await press(editor, 'link', title);
  await press(editor, 'link', 'Redigér');
  await type(editor, /^Tekst/, 'Vi begyndte med at rydde op sammen.');
  await press(editor, 'button', 'Gem ændringer');
  await press(editor, 'link', 'Historik');
  // The two newest that differ are chosen from the start; another choice is an arrow key away.
  await reach(editor, editor.getByRole('radio', { checked: true }));
  await press(editor, 'button', 'Sammenlign de to valgte');
  await editor.locator('ins').filter({ hasText: 'sammen' }).first().waitFor();
  await press(editor, 'link', title);
  await press(editor, 'button', 'Udgiv');
  await editor.goto(`${forum.base}/library?tab=review`);
  assert.equal(await editor.getByRole('link', { name: title }).count(), 0);
  const reader = await person(browser);
  await signIn(reader, forum.links.Tovholder);
  await reader.goto(`${forum.base}/library?sort=newest`);
  await reader.getByRole('link', { name: title }).waitFor();

  // Where another must approve, another contact and one more file wait for the editor.
  forum.database(`c.execute("insert into settings (key, value) values ('library.four_eyes', 'yes')")`);
  await writer.goto(`${forum.base}/library?sort=newest`);
  await press(writer, 'link', title);
  await press(writer, 'link', 'Redigér');
  await type(writer, /^Navn eller enhed/, 'Havnekontoret');
  await press(writer, 'button', 'Gem ændringer');
  await writer.locator('ins').filter({ hasText: 'Havnekontoret' }).waitFor();
  await press(writer, 'link', title);
  await press(writer, 'link', 'Ret filer');
  await attach(writer, 'kajen.png');
  await writer.getByRole('heading', { name: 'Filer, der venter på godkendelse' }).waitFor();
  await reader.getByRole('link', { name: title }).click();
  await reader.getByRole('heading', { level: 1, name: title }).waitFor();
  for (const waits of ['Havnekontoret', 'kajen.png']) {
    assert.equal(await reader.getByText(waits).count(), 0, waits);
  }
  await editor.goto(`${forum.base}/library?tab=review`);
  await press(editor, 'link', title);
  for (const shown of ['Havnekontoret', 'kajen.png']) {
    await editor.locator('ins').filter({ hasText: shown }).waitFor();
  }
  await press(editor, 'button', 'Godkend');
  await reader.reload();
  for (const shown of ['Havnekontoret', 'kajen.png']) {
    await reader.getByText(shown).first().waitFor();
  }
  assert.deepEqual([...writer.complaints, ...editor.complaints], []);
});
