// Passkeys with Chromium's virtual authenticator: add one, sign in without typing an address, show it
// as fresh proof, cancel, remove. Usage: FAELLES_BINARY=… node --test sign_in.mjs

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test, { after, before } from 'node:test';
import { mailedLink, openBrowser, openForum, person, signIn } from './forum.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let forum;
let browser;

before(async () => {
  // A passkey belongs to a name: 127.0.0.1 is none.
  forum = await openForum(process.env.FAELLES_BINARY, 8173, { host: 'localhost' });
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await forum?.close();
});

/** A device that holds passkeys, in this window alone. */
async function device(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    /** Whether its owner is recognised by finger or face. */
    recognise: (isUserVerified) => cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    held: async () => (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    clear: () => cdp.send('WebAuthn.clearCredentials', { authenticatorId }),
    give: (credential) => cdp.send('WebAuthn.addCredential', { authenticatorId, credential }),
  };
}

/** Nothing for axe-core to complain of. */
async function clean(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (values) => window.axe.run(document, { runOnly: { type: 'tag', values } }),
    AXE_TAGS,
  );
  const faults = violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' ')}`);
  assert.deepEqual(faults, [], page.url());
}

/** Presses Tab until the focus is on what is looked for. */
async function tabTo(page, locator) {
  for (let i = 0; i < 80; i += 1) {
    if (await locator.evaluate((el) => el === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`never reached by Tab: ${locator}`);
}

const add = (page) => page.getByRole('link', { name: 'Tilføj en adgangsnøgle' });
const make = (page) => page.getByRole('button', { name: 'Opret adgangsnøglen' });
const use = (page) => page.getByRole('button', { name: 'Log ind med en adgangsnøgle' });

/** Signs in by a printed link and adds a passkey. */
async function withPasskey(page, role, name) {
  await signIn(page, forum.links[role]);
  await page.goto(`${forum.base}/me/passkeys/new`);
  await page.getByLabel('Nøglens navn').fill(name);
  await make(page).click();
  await page.getByText('Adgangsnøglen er tilføjet.').waitFor();
}

async function signOut(page) {
  await page.goto(`${forum.base}/about`);
  await page.locator('nav.person details.me > summary').click();
  await page.getByRole('button', { name: 'Log ud' }).click();
  await page.waitForURL(/signed-out/);
}

test('add a passkey, sign in with it by keyboard alone, remove it', async () => {
  const page = await person(browser, { bypassCSP: true });
  const phone = await device(page);
  await signIn(page, forum.links.Medlem);
  await page.goto(`${forum.base}/me`);
  const name = await page.locator('main h1').textContent();
  await page.goto(`${forum.base}/me/sign-in`);
  await page.getByText('Du har ingen adgangsnøgler endnu.').waitFor();
  await clean(page);
  await tabTo(page, add(page));
  await page.keyboard.press('Enter');
  await page.waitForURL(/passkeys\/new/);
  await clean(page);
  assert.equal(await page.getByText('Din browser kan ikke bruge adgangsnøgler').isVisible(), false);
  await tabTo(page, page.getByLabel('Nøglens navn'));
  await page.keyboard.type('Arbejdstelefon');
  await tabTo(page, make(page));
  await page.keyboard.press('Enter');
  await page.getByText('Adgangsnøglen er tilføjet.').waitFor();
  await page.getByText('Arbejdstelefon', { exact: true }).waitFor();
  await clean(page);
  const [credential] = await phone.held();
  assert.ok(credential.isResidentCredential, 'the device finds it without an address');

  // The same device is not asked to make a second one.
  await add(page).click();
  await page.getByLabel('Nøglens navn').fill('Samme telefon');
  await make(page).click();
  await page.getByRole('status').filter({ hasText: 'har allerede en adgangsnøgle' }).waitFor();

  await phone.clear();
  await signOut(page);
  await page.goto(`${forum.base}/sign-in?next=%2Fme`);
  await clean(page);
  await tabTo(page, use(page));
  await phone.give(credential);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${forum.base}/me`);
  assert.equal(await page.locator('main h1').textContent(), name);

  await page.goto(`${forum.base}/me/sign-in`);
  await page.getByText('sidst brugt').waitFor();
  await page.getByRole('link', { name: 'Fjern »Arbejdstelefon«' }).click();
  await clean(page);
  await page.getByRole('button', { name: 'Fjern adgangsnøglen' }).click();
  await page.getByText('Adgangsnøglen er fjernet.').waitFor();

  // The device still has it; the network no longer knows it.
  await phone.clear();
  await signOut(page);
  await page.goto(`${forum.base}/sign-in`);
  await use(page).waitFor();
  await phone.give(credential);
  await use(page).click();
  await page.getByRole('heading', { level: 1, name: 'Adgangsnøglen blev ikke godtaget' }).waitFor();
  await page.getByText('Netværket kender ikke denne adgangsnøgle.').waitFor();
  await clean(page);
  await page.getByRole('link', { name: 'Prøv igen' }).click();
  await page.waitForURL(/\/sign-in$/);
  assert.deepEqual(page.complaints, []);
});

test('a cancelled ceremony says so and leaves the page as it was', async () => {
  const page = await person(browser, { bypassCSP: true });
  const phone = await device(page);
  await signIn(page, forum.links.Redaktør);
  await page.goto(`${forum.base}/me/passkeys/new`);
  await phone.recognise(false);
  await page.getByLabel('Nøglens navn').fill('Bærbar');
  await make(page).click();
  await page.getByRole('status').filter({ hasText: 'Der blev ikke oprettet nogen adgangsnøgle' }).waitFor();
  assert.equal(await page.getByLabel('Nøglens navn').inputValue(), 'Bærbar');
  await clean(page);
  await phone.recognise(true);
  await make(page).click();
  await page.getByText('Adgangsnøglen er tilføjet.').waitFor();

  await signOut(page);
  await phone.recognise(false);
  await page.goto(`${forum.base}/sign-in`);
  await use(page).click();
  await page.getByRole('status').filter({ hasText: 'Du blev ikke logget ind' }).waitFor();
  await clean(page);
  const seen = await page.goto(`${forum.base}/me`);
  assert.equal(seen.status(), 401);
  assert.deepEqual(page.complaints, []);
});

test('a name that cannot be kept comes back with what is wrong', async () => {
  const page = await person(browser);
  const phone = await device(page);
  await signIn(page, forum.links.Studerende);
  await page.goto(`${forum.base}/me/passkeys/new`);
  await page.getByLabel('Nøglens navn').fill('010190-1234');
  await make(page).click();
  await page.getByRole('alert').waitFor();
  assert.equal(await page.getByLabel('Nøglens navn').inputValue(), '010190-1234');
  assert.deepEqual(await phone.held(), [], 'the device was not asked');
});

test("somebody else's passkey is no proof of who is signed in", async () => {
  const page = await person(browser);
  const phone = await device(page);
  await withPasskey(page, 'Administrator', 'Nøgle');
  const [credential] = await phone.held();
  await phone.clear();
  await signOut(page);
  // The form of the sign-in page, used by somebody who has signed in meanwhile in another tab.
  const other = await person(browser);
  const theirs = await device(other);
  await signIn(other, forum.links.Arrangør);
  await theirs.give(credential);
  const answered = await other.evaluate(async () => {
    const token = document.querySelector('input[name=token]').value;
    const once = document.querySelector('input[name=once]').value;
    const raw = (t) => Uint8Array.from(atob(t.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
    const text = (b) => btoa(String.fromCharCode(...new Uint8Array(b))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
    const post = (path, fields) => fetch(path, { method: 'POST', body: new URLSearchParams({ token, once, ...fields }) });
    const { ceremony, publicKey } = await (await post('/sign-in/passkey/options', {})).json();
    publicKey.challenge = raw(publicKey.challenge);
    const made = await navigator.credentials.get({ publicKey });
    const response = {};
    for (const name of ['clientDataJSON', 'authenticatorData', 'signature', 'userHandle']) {
      response[name] = text(made.response[name]);
    }
    const credential = JSON.stringify({ id: made.id, rawId: text(made.rawId), type: made.type, response });
    const reply = await post('/sign-in/passkey', { ceremony, credential, next: '/' });
    const twice = await post('/sign-in/passkey', { once: once.replace(/./g, 'a'), ceremony, credential, next: '/' });
    return { first: reply.url, status: reply.status, again: twice.url };
  });
  assert.match(answered.first, /why=another/);
  assert.equal(answered.status, 422);
  assert.match(answered.again, /why=expired/, 'a ceremony is used once');
  await other.goto(`${forum.base}/me`);
  assert.match(await other.locator('main h1').textContent(), /arrangør/i, 'the session is as it was');
});

test('somebody suspended is not let in by a passkey either', async () => {
  const page = await person(browser);
  await device(page);
  await signIn(page, await mailedLink(page, forum, 'projektleder@'));
  await page.goto(`${forum.base}/me/passkeys/new`);
  await page.getByLabel('Nøglens navn').fill('Nøgle');
  await make(page).click();
  await page.getByText('Adgangsnøglen er tilføjet.').waitFor();
  forum.database(`c.execute("""UPDATE people SET status = 'suspended' WHERE id =
    (SELECT person_id FROM person_details WHERE email LIKE 'projektleder@%')""")`);
  await page.context().clearCookies();
  await page.goto(`${forum.base}/sign-in?next=%2Fme`);
  // The device may offer its passkey in the address field at once.
  await use(page).click({ timeout: 2000 }).catch(() => {});
  await page.getByText('Netværket kender ikke denne adgangsnøgle.').waitFor();
  assert.equal((await page.goto(`${forum.base}/me`)).status(), 401);
});

test('without JavaScript the page says what is missing', async () => {
  const page = await person(browser, { javaScriptEnabled: false });
  await page.goto(`${forum.base}/sign-in`);
  assert.equal(await use(page).isVisible(), false);
  await signIn(page, await mailedLink(page, forum, 'redaktoer@'));
  await page.goto(`${forum.base}/me/passkeys/new`);
  await page.getByText('JavaScript er slået fra').waitFor();
  assert.equal(await make(page).isVisible(), false);
});
