// Every page of the demonstration network that a link leads to, as each role and in every language, and
// the pages no link leads to: axe-core finds nothing in light and dark, nothing overflows on a phone,
// the console is silent.
// SHOTS=DIR also takes screenshots, one for each kind of page.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { mailedLink, openBrowser, openForum, person, signIn, until } from './forum.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const shots = process.env.SHOTS;
const MOST_OF_A_KIND = Number(process.env.MOST_OF_A_KIND ?? 1);

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

const CRAWLS = [
  ['visitor', 'da'],
  ['Medlem', 'da'],
  ['Studerende', 'da'],
  ['Arrangør', 'da'],
  ['Redaktør', 'da'],
  ['Tovholder', 'da'],
  ['Organisationens administrator', 'da'],
  ['Administrator', 'da'],
  ['Redaktør', 'sv'],
  ['Administrator', 'nb'],
  ['visitor', 'en'],
];
const used = new Set();

for (const [role, lang] of CRAWLS) {
  test(`every page as ${role} in ${lang}`, { timeout: 600_000 }, async () => {
    const page = await person(browser, { bypassCSP: true });
    await come(page, role);
    if (lang !== 'da') {
      await page.goto(forum.base);
      // Members find the languages in their own menu.
      if (role !== 'visitor') await page.locator('nav.person details.me > summary').click();
      await page.locator(`form.language button[value=${lang}]`).click();
      await page.locator(`html[lang=${lang}]`).waitFor();
    }
    const queue = ['/', '/search?q=samarbejde', '/search?q=findesikkeher', '/no-such-page', '/sign-in'];
    const seen = new Set(queue);
    const kinds = new Map();
    const faults = [];
    let looked = 0;
    while (queue.length) {
      const path = queue.shift();
      const kind = kindOf(path);
      const earlier = kinds.get(kind) ?? 0;
      if (earlier >= MOST_OF_A_KIND) continue;
      kinds.set(kind, earlier + 1);
      const answer = await open(page, path);
      if (!answer) continue;
      assert.ok(answer.status() < 500, `${path}: ${answer.status()}`);
      if (!(answer.headers()['content-type'] ?? '').startsWith('text/html')) continue;
      looked += 1;
      for (const href of await page.$$eval('a[href]', (all) => all.map((a) => a.getAttribute('href')))) {
        const to = href.split('#')[0];
        if (to.startsWith('/') && !/\.(ics|txt)$/.test(to) && !to.startsWith('/static/') && !seen.has(to)) {
          seen.add(to);
          queue.push(to);
        }
      }
      const name = `${role}-${lang}${kind.replace(/[^a-z0-9:]+/gi, '_')}`;
      faults.push(...(await faultsOf(page, earlier === 0 ? name : '')).map((f) => `${path}: ${f}`));
    }
    console.log(`${role} in ${lang}: ${looked} pages of ${kinds.size} kinds`);
    assert.ok(looked > 15, 'the links lead somewhere');
    assert.deepEqual(faults.concat(page.complaints), []);
  });
}

test('pages no link leads to', { timeout: 300_000 }, async () => {
  const visitor = await person(browser, { bypassCSP: true });
  const member = await person(browser, { bypassCSP: true });
  const editor = await person(browser, { bypassCSP: true });
  const organiser = await person(browser, { bypassCSP: true });
  await come(member, 'Medlem');
  await come(editor, 'Redaktør');
  await come(organiser, 'Arrangør');
  const faults = [];
  const look = async (page, name, title) => {
    await page.locator('main h1').filter({ hasText: title }).waitFor({ timeout: 5000 });
    faults.push(...(await faultsOf(page, name)).map((f) => `${name}: ${f}`));
  };
  const go = async (page, path, status) => {
    const answer = await page.goto(forum.base + path);
    assert.equal(answer.status(), status, path);
  };

  await go(member, '/admin', 403);
  await look(member, 'error-403', '');
  await go(visitor, '/forum', 401);
  await look(visitor, 'error-401', '');
  await go(visitor, '/sign-in/never-was', 410);
  await look(visitor, 'error-410', '');
  const link = await mailedLink(visitor, forum, 'projektleder@');
  await look(visitor, 'sign-in-sent', 'Se i din indbakke');
  await visitor.goto(link);
  await look(visitor, 'sign-in-link', 'Velkommen tilbage');
  for (let i = 0; i < 40; i += 1) {
    await visitor.goto(`${forum.base}/sign-in`);
    await visitor.getByLabel('Mailadresse').fill('nobody@faelles.example');
    await visitor.getByRole('button', { name: 'Send mig et link' }).click();
    if (await visitor.locator('.error-page').count()) break;
  }
  assert.equal(await visitor.locator('.error-page .code').textContent(), '429');
  await look(visitor, 'error-429', '');

  // Refused forms: what the browser itself would stop is sent past it.
  for (const [page, path, name, button] of [
    [member, '/library/new?kind=case', 'refused-entry', 'button[value=save]'],
    [member, '/forum/new', 'refused-topic', 'main form.stack button'],
    [member, '/worksheets/new?kind=swot', 'refused-worksheet', 'main form.stack button'],
    [organiser, '/meetings/new', 'refused-series', 'main form.stack button'],
    [organiser, '/processes/new', 'refused-process', 'main form.stack button'],
  ]) {
    await go(page, path, 200);
    await page.locator('main form.stack').evaluate((form) => {
      form.noValidate = true;
    });
    await page.locator(button).first().click();
    await page.locator('.error-summary a').first().waitFor({ timeout: 5000 });
    for (const href of await page.$$eval('.error-summary a', (all) => all.map((a) => a.getAttribute('href')))) {
      assert.equal(await page.locator(`[id="${href.slice(1)}"]`).count(), 1, `${path}: ${href} leads to its field`);
    }
    await look(page, name, '');
    await page.evaluate(() => document.querySelectorAll('form[data-confirm-leave]').forEach((f) => f.remove()));
  }

  // Written by two at once: the second sees the first one's text beside their own.
  await go(editor, '/library/new?kind=tool', 200);
  await editor.locator('#title').fill('To skriver på samme tekst');
  await editor.locator('#summary').fill('Den første gemmer, mens den anden stadig skriver.');
  await editor.locator('#body').fill('## Først\n\nSådan begyndte det.');
  await editor.locator('#preview-text h2, #preview-text h3').waitFor();
  await look(editor, 'entry-form-filled', '');
  await editor.locator('button[value=preview]').click();
  await editor.locator('.preview, #preview-text').getByText('Sådan begyndte det.').waitFor();
  await look(editor, 'entry-preview', '');
  await editor.locator('button[value=publish]').click();
  await look(editor, 'entry-published', 'To skriver på samme tekst');
  const entry = editor.url().split('?')[0];
  const other = await editor.context().newPage();
  await other.goto(`${entry}/edit`);
  await editor.goto(`${entry}/edit`);
  await other.locator('#body').fill('## Først\n\nDen første gemte dette.');
  await other.locator('button[value=save]').click();
  await other.getByText('Den første gemte dette.').waitFor();
  await editor.locator('#body').fill('## Først\n\nDen anden skrev noget andet.');
  await editor.locator('button[value=save]').click();
  // What is stored stands folded away, too, to copy from.
  await editor.getByText('Den første gemte dette.').first().waitFor({ state: 'attached' });
  await look(editor, 'entry-conflict', '');

  // A series before it exists; then its invitation, opened from the mail.
  await go(organiser, '/meetings/new', 200);
  await organiser.locator('#title').fill('Havnemøder');
  await organiser.locator('#first').fill(`${new Date().getFullYear() + 1}-03-06`);
  await organiser.locator('#place').fill('Rådhuset');
  await organiser.getByRole('button', { name: 'Se datoerne' }).click();
  await look(organiser, 'series-preview', 'Datoerne');
  await organiser.getByRole('button', { name: 'Opret 4 møder' }).click();
  await organiser.getByText('Møderne er oprettet.').waitFor();
  await organiser.goto(`${forum.base}/meetings`);
  await organiser.getByRole('link', { name: 'Havnemøder' }).first().click();
  await organiser.getByRole('link', { name: 'Invitationer og svar' }).click();
  await organiser.getByLabel('Alle medlemmer').check();
  await organiser.getByRole('button', { name: 'Send invitationer' }).click();
  const invitation = await until(() => forum.mailTo('dagtilbudsleder@', '/answer/'));
  await visitor.goto(/http\S+\/answer\/\S+/.exec(invitation.text)[0]);
  await look(visitor, 'answer', 'Havnemøder');
  assert.deepEqual(faults, []);
  for (const page of [visitor, member, editor, organiser]) assert.deepEqual(page.complaints, []);
});

/** Signs somebody in: by the link `demo` printed, which works once, and by a mailed one after that. */
async function come(page, role) {
  if (role === 'visitor') return;
  const address = {
    Medlem: 'dagtilbudsleder@',
    Arrangør: 'arrangoer@',
    Redaktør: 'redaktoer@',
    Administrator: 'administrator@',
  };
  const link = used.has(role) ? await mailedLink(page, forum, address[role]) : forum.links[role];
  used.add(role);
  await signIn(page, link);
}

/** Opens an address. None when it is a file to keep, which a browser does not open as a page. */
async function open(page, path) {
  try {
    return await page.goto(forum.base + path);
  } catch (error) {
    if (String(error).includes('Download is starting')) return null;
    throw error;
  }
}

/** What is wrong with the page that is open. A `name` gives its screenshots a name. */
async function faultsOf(page, name) {
  const faults = [];
  const shot = async (kind) => {
    if (shots && name) await page.screenshot({ path: join(shots, `${name}-${kind}.png`), fullPage: true });
  };
  await page.setViewportSize({ width: 1280, height: 900 });
  for (const colorScheme of ['dark', 'light']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.evaluate(axe);
    const found = await page.evaluate(async (tags) => {
      const { violations } = await globalThis.axe.run(document, { runOnly: tags });
      return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(' | ')}`);
    }, AXE_TAGS);
    faults.push(...found.map((f) => `${colorScheme}: ${f}`));
    await shot(`1280-${colorScheme}`);
  }
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) faults.push(`${over} px too wide at ${width} px`);
    if (width === 390) await shot('390');
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  return faults;
}

/** The same page about another thing is of the same kind. */
function kindOf(path) {
  const [bare, query] = path.split('?');
  const parts = bare.split('/').map((part, i) => {
    const fixed = /^(new|edit|history|sent|invitations|attendance|notes|cancel|students|people|mail|organisations|licences|units|representatives|domains|remove|leave|move)$/;
    return i >= 2 && part && !fixed.test(part) ? ':id' : part;
  });
  const keys = [...new Set(new URLSearchParams(query).keys())].sort();
  // Every set of filters is one kind: a search with filters.
  const filters = keys.length > 1 ? '?several' : keys.map((key) => `?${key}`).join('');
  return parts.join('/') + filters;
}
