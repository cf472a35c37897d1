// The main path in a real browser: sign in, search, write a case, answer an invitation; once with
// JavaScript and once without. Usage: node main_path.mjs BINARY

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import ICAL from 'ical.js';
import { openBrowser, openForum, person, signIn } from './forum.mjs';

let forum;
let browser;

before(async () => {
  forum = await openForum(process.env.FAELLES_BINARY, 8171);
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  assert.equal(await forum?.close(), 0, 'SIGTERM ends the program cleanly');
});

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with JavaScript' : 'without JavaScript';

  test(`sign in by mail ${how}`, async () => {
    const page = await person(browser, { javaScriptEnabled });
    await page.goto(`${forum.base}/sign-in`);
    await page.getByLabel('Mailadresse').fill('arrangoer@faelles.example');
    await page.getByRole('button', { name: 'Send mig et link' }).click();
    await page.getByRole('heading', { name: 'Se i din indbakke' }).waitFor();
    const mail = await until(() => forum.mailTo('arrangoer@faelles.example', '/sign-in/'));
    await signIn(page, /http\S+\/sign-in\/\S+/.exec(mail.text)[0]);
    await page.goto(`${forum.base}/me`);
    await page.getByRole('heading', { level: 1, name: /arrangør/i }).waitFor();
    assert.deepEqual(page.complaints, []);
  });

  test(`search and read ${how}`, async () => {
    const page = await person(browser, { javaScriptEnabled });
    await page.goto(forum.base);
    await page.getByLabel('Hvad leder du efter?').fill('tilsyn forældre');
    await page.keyboard.press('Enter');
    const first = page.locator('.result h2 a').first();
    await first.waitFor();
    assert.ok((await page.locator('.result mark').count()) > 0, 'what was found is marked');
    await first.click();
    await page.locator('main h1').waitFor();
    assert.match(page.url(), /\/library\//);
    assert.deepEqual(page.complaints, []);
  });

  test(`write a case and find it ${how}`, async () => {
    const page = await person(browser, { javaScriptEnabled });
    const title = `Nabohjælp på ${javaScriptEnabled ? 'havnen' : 'torvet'}`;
    await signIn(page, javaScriptEnabled ? forum.links['Redaktør'] : await freshLink(page, 'redaktoer@'));
    await page.goto(`${forum.base}/library/new?kind=case`);
    await page.locator('#title').fill(title);
    await page.locator('#summary').fill('Naboer og kommune fandt sammen om en fælles havn.');
    await page.locator('#body').fill('## Situationen\n\nHavnen lå **øde** hen.');
    if (javaScriptEnabled) {
      await page.locator('.preview strong, [aria-label] strong').filter({ hasText: 'øde' }).waitFor();
    } else {
      await page.locator('button[value=preview]').click();
      await page.locator('main strong').filter({ hasText: 'øde' }).waitFor();
      assert.equal(await page.locator('#title').inputValue(), title, 'what was typed is kept');
    }
    await page.locator('button[value=publish]').click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await until(async () => {
      await page.goto(`${forum.base}/search?q=${encodeURIComponent(title)}`);
      return (await page.getByRole('link', { name: title }).count()) > 0;
    });
    assert.deepEqual(page.complaints, []);
  });
}

test('answer an invitation from the mail, and the organiser sees it', async () => {
  const organiser = await person(browser);
  await signIn(organiser, forum.links['Arrangør']);
  await organiser.goto(`${forum.base}/meetings/new`);
  await organiser.locator('#series, #title').first().fill('Havnemøder');
  const form = organiser.locator('main form.stack');
  await fillIfThere(organiser, '#date', '2027-02-02');
  await fillIfThere(organiser, '#first', '2027-02-02');
  await fillIfThere(organiser, '#starts', '13:00');
  await fillIfThere(organiser, '#ends', '16:00');
  await fillIfThere(organiser, '#place', 'Rådhuset, mødelokale 2');
  await fillIfThere(organiser, '#seats', '20');
  await form.locator('button').last().click();
  await organiser.locator('main button').last().click();
  await organiser.goto(`${forum.base}/meetings`);
  await organiser.getByRole('link', { name: /Havnemøder/ }).first().click();
  const meeting = organiser.url().split('?')[0];
  await organiser.goto(`${meeting}/invitations`);
  const everybody = organiser.locator('input[value=members], input[value=all]').first();
  await everybody.check();
  await organiser.locator('main form.stack button').last().click();
  const mail = await until(() => forum.mailTo('medlem', '/answer/'));
  const calendar = ICAL.Component.fromString(/BEGIN:VCALENDAR[\s\S]*END:VCALENDAR/.exec(mail.text)[0]);
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent'));
  assert.equal(calendar.getFirstPropertyValue('method'), 'REQUEST');
  assert.equal(event.startDate.toString(), '2027-02-02T13:00:00');
  const zone = new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone'));
  assert.equal(event.startDate.convertToZone ? zone.utcOffset(event.startDate) : 3600, 3600);

  const member = await person(browser, { javaScriptEnabled: false });
  await member.goto(/http\S+\/answer\/\S+/.exec(mail.text)[0]);
  await member.locator('input[value=yes]').check();
  await member.locator('main form button').last().click();
  await member.locator('.flash, .notice').first().waitFor();
  await organiser.goto(`${meeting}/invitations`);
  await organiser.locator('main').getByText('Ja', { exact: false }).first().waitFor();
  assert.deepEqual(organiser.complaints.concat(member.complaints), []);
});

async function fillIfThere(page, selector, value) {
  const field = page.locator(selector);
  if (await field.count()) await field.fill(value);
}

async function freshLink(page, who) {
  await page.goto(`${forum.base}/sign-in`);
  await page.getByLabel('Mailadresse').fill(`${who}faelles.example`);
  await page.getByRole('button', { name: 'Send mig et link' }).click();
  const mail = await until(() => forum.mailTo(who, '/sign-in/'));
  return /http\S+\/sign-in\/\S+/.exec(mail.text)[0];
}

/** Waits for something the program does a moment later: mail and indexing. */
async function until(look) {
  for (let i = 0; i < 100; i += 1) {
    const seen = await look();
    if (seen) return seen;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`never came: ${look}`);
}
