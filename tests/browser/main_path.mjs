// The main path in a real browser: sign in, search, write a case, answer an invitation; once with
// JavaScript and once without. Usage: FAELLES_BINARY=… node --test main_path.mjs

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import ICAL from 'ical.js';
import { mailedLink, openBrowser, openForum, person, signIn, until } from './forum.mjs';

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
    await signIn(page, await mailedLink(page, forum, 'arrangoer@'));
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
    await signIn(page, javaScriptEnabled ? forum.links['Redaktør'] : await mailedLink(page, forum, 'redaktoer@'));
    await page.goto(`${forum.base}/library/new?kind=case`);
    await page.locator('#title').fill(title);
    await page.locator('#summary').fill('Naboer og kommune fandt sammen om en fælles havn.');
    await page.locator('#body').fill('## Situationen\n\nHavnen lå **øde** hen.');
    if (javaScriptEnabled) {
      await page.locator('#preview-text strong').filter({ hasText: 'øde' }).waitFor();
    } else {
      await page.locator('button[value=preview]').click();
      await page.locator('#preview-text strong').filter({ hasText: 'øde' }).waitFor();
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

test('plan a series, invite, answer from the mail, and see the answer', async () => {
  const year = new Date().getFullYear() + 1;
  const organiser = await person(browser);
  await signIn(organiser, forum.links['Arrangør']);
  await organiser.goto(`${forum.base}/meetings/new`);
  await organiser.locator('#title').fill('Havnemøder');
  await organiser.locator('#first').fill(`${year}-02-02`);
  await organiser.locator('#count').fill('2');
  await organiser.locator('#interval').fill('6');
  await organiser.locator('#starts').fill('13:00');
  await organiser.locator('#ends').fill('16:00');
  await organiser.locator('#place').fill('Rådhuset, mødelokale 2');
  await organiser.locator('#seats').fill('20');
  await organiser.getByRole('button', { name: 'Se datoerne' }).click();
  const days = organiser.locator('main input[type=date]');
  await days.first().waitFor();
  assert.deepEqual(
    await days.evaluateAll((all) => all.map((field) => field.value)),
    [`${year}-02-02`, `${year}-08-02`],
  );
  await organiser.getByRole('button', { name: 'Opret 2 møder' }).click();
  await organiser.getByText('Møderne er oprettet.').waitFor();
  await organiser.goto(`${forum.base}/meetings`);
  const planned = organiser.getByRole('link', { name: 'Havnemøder' });
  assert.equal(await planned.count(), 2);
  await planned.first().click();
  await organiser.getByRole('link', { name: 'Invitationer og svar' }).click();
  await organiser.getByLabel('Alle medlemmer').check();
  await organiser.getByRole('button', { name: 'Send invitationer' }).click();
  await organiser.getByText('Invitationerne sendes nu.').waitFor();

  const mail = await until(() => forum.mailTo('dagtilbudsleder@', 'Havnemøder'));
  const calendar = ICAL.Component.fromString(/BEGIN:VCALENDAR[\s\S]*END:VCALENDAR/.exec(mail.text)[0]);
  assert.equal(calendar.getFirstPropertyValue('method'), 'REQUEST');
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent'));
  assert.equal(event.summary, 'Havnemøder');
  assert.equal(event.location, 'Rådhuset, mødelokale 2');
  // The calendar's own time zone says what one o'clock in Denmark is.
  const zone = new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone'));
  const utc = (time) => new Date(Date.parse(`${time}Z`) - zone.utcOffset(time) * 1000).toISOString();
  assert.equal(utc(event.startDate), `${year}-02-02T12:00:00.000Z`);
  assert.equal(utc(event.endDate), `${year}-02-02T15:00:00.000Z`);

  const member = await person(browser, { javaScriptEnabled: false });
  await member.goto(/http\S+\/answer\/\S+/.exec(mail.text)[0]);
  await member.getByRole('heading', { level: 1, name: 'Havnemøder' }).waitFor();
  await member.getByLabel('Ja', { exact: true }).check();
  await member.getByRole('button', { name: 'Send svar' }).click();
  await member.getByText('Tak, dit svar er gemt.').waitFor();

  await organiser.reload();
  const row = organiser.getByRole('row').filter({ hasText: 'Leder af et dagtilbud' });
  assert.equal(await row.getByText('Ja', { exact: true }).count(), 1);
  assert.deepEqual(organiser.complaints.concat(member.complaints), []);
});
