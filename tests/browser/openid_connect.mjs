// An organisation's own sign-in, against npm's oidc-provider; and, for what that one cannot be made to
// do (expired, wrongly addressed, wrongly signed tokens), against a crooked provider that signs its own.
// Usage: FAELLES_BINARY=… node --test openid_connect.mjs

import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import test, { after, before } from 'node:test';
import Provider from 'oidc-provider';
import { openBrowser, openForum, person, signIn } from './forum.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const ISSUER = 'http://localhost:8175';
const CROOKED = 'http://localhost:8176';
const CLIENT = 'faelles';
const SECRET = 'en-hemmelighed-til-denne-proeve';

const ACCOUNTS = {
  karen: { email: 'karen@roskilde.example', email_verified: true, name: 'Karen Holm' },
  unsure: { email: 'unsure@roskilde.example', email_verified: false, name: 'Uno Usikker' },
  stranger: { email: 'stranger@elsewhere.example', email_verified: true, name: 'Stig Fremmed' },
};

let forum;
let browser;
let good;
let crooked;
const ids = {};

before(async () => {
  forum = await openForum(process.env.FAELLES_BINARY, 8174, { host: 'localhost' });
  browser = await openBrowser();
  good = honest();
  crooked = crook();
  const organisations = JSON.parse(
    forum.database(`
import json
ids = [r[0] for r in c.execute("SELECT id FROM organisations ORDER BY name LIMIT 2")]
for domain, id in zip(["roskilde.example", "crooked.example"], ids):
    c.execute("INSERT OR REPLACE INTO organisation_domains (domain, organisation_id, at) VALUES (?, ?, '2026-01-01 00:00:00')", (domain, id))
print(json.dumps(ids))`),
  );
  const page = await person(browser, { bypassCSP: true });
  await signIn(page, forum.links.Administrator);
  ids.good = await setUp(page, organisations[0], 'Roskilde Kommune', ISSUER);
  ids.crooked = await setUp(page, organisations[1], 'Skæv Kommune', CROOKED);
  assert.deepEqual(page.complaints, []);
});

after(async () => {
  await browser?.close();
  await forum?.close();
  await new Promise((done) => (good ? good.close(done) : done()));
  await new Promise((done) => (crooked ? crooked.close(done) : done()));
});

/** The provider as it comes, with its own pages for signing in and consenting. */
function honest() {
  const provider = new Provider(ISSUER, {
    clients: [
      {
        client_id: CLIENT,
        client_secret: SECRET,
        redirect_uris: [`${forum.base}/sign-in/callback`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    findAccount: (_, sub) =>
      ACCOUNTS[sub] && { accountId: sub, claims: async () => ({ sub, ...ACCOUNTS[sub] }) },
  });
  provider.on('server_error', (_, error) => console.error(error));
  return provider.listen(8175);
}

/** How the crooked provider's next answer is wrong. */
let wrong = '';

/** Gives out a code at once, and for it whatever `wrong` says. */
function crook() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const nonces = new Map();
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = (nonce) => {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: wrong === 'issuer' ? 'http://localhost:9999' : CROOKED,
      aud: wrong === 'audience' ? 'somebody-else' : CLIENT,
      sub: 'kasper',
      exp: wrong === 'expired' ? now - 5 : now + 60,
      iat: now - 10,
      nonce: wrong === 'nonce' ? 'another' : nonce,
      email: wrong === 'domain' ? 'kasper@roskilde.example' : 'kasper@crooked.example',
      email_verified: wrong === 'text' ? 'true' : wrong !== 'unverified',
      name: 'Kasper Krog',
    };
    if (wrong === 'no nonce') delete claims.nonce;
    const alg = wrong === 'none' ? 'none' : wrong === 'shared secret' ? 'HS256' : 'RS256';
    const signed = `${part({ alg, kid: 'one', typ: 'JWT' })}.${part(claims)}`;
    const seal = {
      none: () => Buffer.alloc(0),
      HS256: () => createHmac('sha256', SECRET).update(signed).digest(),
      RS256: () => sign('RSA-SHA256', Buffer.from(signed), wrong === 'key' ? other : privateKey),
    }[alg]();
    return `${signed}.${seal.toString('base64url')}`;
  };
  const metadata = {
    issuer: CROOKED,
    authorization_endpoint: `${CROOKED}/authorize`,
    token_endpoint: `${CROOKED}/token`,
    jwks_uri: `${CROOKED}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
    authorization_response_iss_parameter_supported: true,
  };
  const server = createServer((req, res) => {
    const url = new URL(req.url, CROOKED);
    const json = (status, value) => {
      res.writeHead(status, { 'content-type': 'application/json' });
      res.end(JSON.stringify(value));
    };
    if (url.pathname === '/.well-known/openid-configuration') {
      json(200, wrong === 'name' ? { ...metadata, issuer: `${CROOKED}/other` } : metadata);
    } else if (url.pathname === '/keys') {
      json(200, { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }] });
    } else if (url.pathname === '/authorize') {
      const code = randomBytes(16).toString('hex');
      nonces.set(code, url.searchParams.get('nonce'));
      const back = new URL(url.searchParams.get('redirect_uri'));
      back.searchParams.set('state', url.searchParams.get('state'));
      if (wrong === 'denied') back.searchParams.set('error', 'access_denied');
      else back.searchParams.set('code', code);
      if (wrong === 'mix-up') back.searchParams.set('iss', ISSUER);
      else if (wrong !== 'no iss') back.searchParams.set('iss', CROOKED);
      res.writeHead(303, { location: back.href });
      res.end();
    } else if (url.pathname === '/token') {
      let body = '';
      req.on('data', (piece) => {
        body += piece;
      });
      req.on('end', () => {
        const code = new URLSearchParams(body).get('code');
        if (!nonces.has(code)) return json(400, { error: 'invalid_grant' });
        if (wrong === 'elsewhere') {
          res.writeHead(307, { location: `${CROOKED}/token` });
          return res.end();
        }
        if (wrong === 'huge') return json(200, { access_token: 'x'.repeat(3_000_000), token_type: 'Bearer' });
        return json(200, { access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token: token(nonces.get(code)) });
      });
    } else {
      json(404, {});
    }
  });
  return server.listen(8176);
}

/** An administrator writes a provider in, tries it, and gets its id. */
async function setUp(page, organisation, name, issuer) {
  await page.goto(`${forum.base}/organisations/${organisation}/sign-in`);
  await clean(page);
  await page.getByRole('link', { name: 'Tilføj et login' }).click();
  await clean(page);
  await page.getByLabel('Navn', { exact: true }).fill(name);
  await page.getByLabel('Udsteder (issuer)').fill(issuer);
  await page.getByLabel('Klient-id').fill(CLIENT);
  await page.getByLabel('Klienthemmelighed').fill('forkert');
  await page.getByRole('button', { name: 'Gem' }).click();
  await page.getByText('Loginet er tilføjet.').waitFor();
  await clean(page);
  const id = /sign-in\/([0-9a-f]{32})/.exec(page.url())[1];
  const at = page.url().split('?')[0];
  if (issuer === ISSUER) {
    await page.getByRole('button', { name: 'Prøv nu' }).click();
    await page.getByText('hemmeligheden er forkert').waitFor();
    await clean(page);
    await page.goto(at);
  }
  await page.getByLabel('Ny klienthemmelighed').fill(SECRET);
  await page.getByRole('button', { name: 'Gem' }).click();
  await page.waitForURL(/done=saved/);
  assert.ok(!(await page.content()).includes(SECRET), 'the secret is never shown again');
  await page.getByRole('button', { name: 'Prøv nu' }).click();
  await page.getByText('Forbindelsen virker').waitFor();
  await clean(page);
  return id;
}

async function clean(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (values) => window.axe.run(document, { runOnly: { type: 'tag', values } }),
    AXE_TAGS,
  );
  const faults = violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' ')}`);
  assert.deepEqual(faults, [], page.url());
}

/** A browser that can stop on the way: keeps cookies, follows no redirect by itself. */
class Walker {
  jar = new Map();

  async ask(url, fields) {
    const { host } = new URL(url);
    const cookies = this.jar.get(host) ?? new Map();
    this.jar.set(host, cookies);
    const reply = await fetch(url, {
      method: fields ? 'POST' : 'GET',
      body: fields && new URLSearchParams(fields),
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([n, v]) => `${n}=${v}`).join('; ') },
    });
    for (const line of reply.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      if (value && !/max-age=0|expires=Thu, 01 Jan 1970/i.test(line)) cookies.set(name, value);
      else cookies.delete(name);
    }
    const location = reply.headers.get('location');
    return {
      status: reply.status,
      text: await reply.text(),
      refresh: reply.headers.get('refresh'),
      location: location && new URL(location, url).href,
    };
  }

  /** From our page to the provider's door. */
  async begin(provider) {
    const page = await this.ask(`${forum.base}/sign-in/with/${provider}?next=%2Fme`);
    assert.equal(page.status, 200, page.text);
    return /^0; url=(.*)$/.exec(page.refresh)[1];
  }

  /** Signs in at the provider; the address that leads back, not yet asked for. */
  async through(door, who) {
    let reply = await this.ask(door);
    for (let steps = 0; steps < 12; steps += 1) {
      if (reply.location?.startsWith(`${forum.base}/sign-in/callback`)) return reply.location;
      if (reply.location) {
        reply = await this.ask(reply.location);
        continue;
      }
      const action = /action="([^"]+)"/.exec(reply.text)[1];
      const prompt = /name="prompt" value="(\w+)"/.exec(reply.text)[1];
      reply = await this.ask(new URL(action, ISSUER).href, { prompt, login: who, password: 'x' });
    }
    throw new Error(`the provider never led back: ${reply.text}`);
  }

  async arrive(address) {
    return this.ask(address);
  }

  async isSignedIn() {
    return (await this.ask(`${forum.base}/me`)).status === 200;
  }
}

async function refused(walker, reply, text) {
  assert.equal(reply.status, 422);
  assert.match(reply.text, /Du blev ikke logget ind/);
  assert.match(reply.text, text);
  assert.equal(await walker.isSignedIn(), false, 'no session');
}

test('an address in the domain leads to the provider, and back as a member', async () => {
  const page = await person(browser, { bypassCSP: true });
  for (const first of [true, false]) {
    await page.context().clearCookies();
    await page.goto(`${forum.base}/sign-in?next=%2Fme`);
    await page.getByLabel('Mailadresse').fill('karen@roskilde.example');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.origin === ISSUER);
    await page.locator('input[name=login]').fill('karen');
    await page.locator('input[name=password]').fill('x');
    await page.keyboard.press('Enter');
    await page.locator('button', { hasText: /continue/i }).click();
    await page.waitForURL(`${forum.base}/me`);
    await page.getByRole('heading', { level: 1, name: 'Karen Holm' }).waitFor();
    if (first) await clean(page);
  }
  assert.deepEqual(page.complaints.filter((c) => c.startsWith(forum.base)), []);
  const people = forum.database(`print(c.execute("SELECT count(*) FROM person_details WHERE email = 'karen@roskilde.example'").fetchone()[0])`);
  assert.equal(people.trim(), '1', 'known again, not made again');
});

test('a code is worth nothing twice, nor an answer in another browser', async () => {
  const walker = new Walker();
  const back = await walker.through(await walker.begin(ids.good), 'karen');
  const thief = new Walker();
  await refused(thief, await thief.arrive(back), /ikke se, at dette login er begyndt i denne browser/);
  assert.equal((await walker.arrive(back)).location, `${forum.base}/me`);
  assert.equal(await walker.isSignedIn(), true);
  await walker.ask(`${forum.base}/about`);
  walker.jar.get(new URL(forum.base).host).delete('session');
  await refused(walker, await walker.arrive(back), /ikke se, at dette login/);

  // The code itself, brought back by a fresh sign-in of the same browser.
  const code = new URL(back).searchParams.get('code');
  const again = new URL(await walker.through(await walker.begin(ids.good), 'karen'));
  again.searchParams.set('code', code);
  await refused(walker, await walker.arrive(again.href), /brugt eller for gammelt/);
});

test('a changed state is refused', async () => {
  const walker = new Walker();
  const back = new URL(await walker.through(await walker.begin(ids.good), 'karen'));
  const state = back.searchParams.get('state');
  back.searchParams.set('state', state.replace(/^./, (c) => (c === '0' ? '1' : '0')));
  await refused(walker, await walker.arrive(back.href), /ikke se, at dette login/);
});

test('an answer that says it comes from another issuer is refused', async () => {
  const walker = new Walker();
  const back = new URL(await walker.through(await walker.begin(ids.good), 'karen'));
  back.searchParams.set('iss', 'http://localhost:9999');
  await refused(walker, await walker.arrive(back.href), /fra et andet sted/);
});

test('an unverified address and an unknown domain are refused', async () => {
  for (const [who, text] of [
    ['unsure', /siger ikke god for din mailadresse/],
    ['stranger', /ikke til et af organisationens maildomæner/],
  ]) {
    const walker = new Walker();
    await refused(walker, await walker.arrive(await walker.through(await walker.begin(ids.good), who)), text);
  }
});

const CROOKED_WAYS = [
  ['expired', /var udløbet/],
  ['issuer', /fra et andet sted/],
  ['mix-up', /fra et andet sted/],
  ['no iss', /fra et andet sted/],
  ['nonce', /hørte til et andet login/],
  ['no nonce', /hørte til et andet login/],
  ['audience', /kunne ikke kontrolleres/],
  ['none', /kunne ikke kontrolleres/],
  ['shared secret', /kunne ikke kontrolleres/],
  ['key', /kunne ikke kontrolleres/],
  ['elsewhere', /ikke sat rigtigt op/],
  ['huge', /ikke sat rigtigt op/],
  ['denied', /fik ikke lov/],
  ['unverified', /siger ikke god for din mailadresse/],
  ['domain', /ikke til et af organisationens maildomæner/],
];

for (const [how, text] of CROOKED_WAYS) {
  test(`a crooked provider is refused: ${how}`, async () => {
    wrong = '';
    const walker = new Walker();
    const door = await walker.begin(ids.crooked);
    wrong = how;
    await refused(walker, await walker.arrive(await walker.through(door, 'kasper')), text);
  });
}

test('a provider that changes its name, or is not there, is said to be so', async () => {
  const page = await person(browser, { bypassCSP: true });
  wrong = 'name';
  const answer = await page.goto(`${forum.base}/sign-in/with/${ids.crooked}`);
  assert.equal(answer.status(), 422);
  await page.getByText('fra et andet sted').waitFor();
  await clean(page);
  await page.getByRole('link', { name: 'Log ind på en anden måde' }).click();
  await page.waitForURL(/\/sign-in/);
});

test('the same crooked provider is believed when nothing is wrong', async () => {
  wrong = '';
  const walker = new Walker();
  const back = await walker.through(await walker.begin(ids.crooked), 'kasper');
  assert.equal((await walker.arrive(back)).location, `${forum.base}/me`);
  assert.equal(await walker.isSignedIn(), true);
});
