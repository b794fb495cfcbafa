import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import { accessible, noSidewaysScroll, signIn, visit } from '../support/browser.mjs'
import { press, words } from '../support/journey.mjs'

const at = (name) => `${name}@stockton-riverside.example`
const priya = at('priya.nair')

async function record(page, name) {
  await page.goto(`/adviser/people?q=${encodeURIComponent(name)}`)
  await press(page, page.locator('main table a.app-row-link').first())
  return page.url()
}

async function fillVisit(page, words) {
  for (const [name, value] of [['kind', 'visit_at_home'], ['alone', 'yes'], ['home', 'unknown'], ['activity', 'unknown']]) {
    await page.locator(`input[name="${name}"][value="${value}"]`).check()
  }
  await page.locator('textarea[name="summary"]').fill(words)
}

const says = (page, state) => page.locator(`#drafts[data-state="${state}"]`).waitFor()
const save = (page) => page.locator('button[name="then"][value="offered"]')

/** Everything that the device keeps of drafts, as text, and whether its key can be taken out. */
const kept = (page) =>
  page.evaluate(async () => {
    const request = indexedDB.open('onward-drafts')
    const db = await new Promise((done) => (request.onsuccess = () => done(request.result)))
    const all = (store) => new Promise((done) => (db.transaction(store).objectStore(store).getAll().onsuccess = (event) => done(event.target.result)))
    const [keys, drafts] = [await all('keys'), await all('kept')]
    db.close()
    const out = await Promise.all(keys.map(({ key }) => crypto.subtle.exportKey('raw', key).then(() => true, () => false)))
    return { many: drafts.length, text: drafts.map(({ locked }) => new TextDecoder('latin1').decode(locked)).join(), out }
  })

const cached = (page) =>
  page.evaluate(async () => {
    const urls = []
    for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) urls.push(new URL(request.url).pathname)
    return urls
  })

export function register(house) {
  test('A discharge three days short: tried before it happens, with the first safe day and a page for the panel', { timeout: 120_000 }, async () => {
    const adviser = await visit(house.browser, house.base, { size: 'laptop' })
    await signIn(adviser, at('ben.ashworth'))
    const { page } = adviser
    // Fin, 16: 77 days last winter, and in care again since last Monday until the Friday after next.
    const fin = await record(page, 'Rudd')
    await page.goto(`${fin}/care-history/episodes/new`)
    const period = { 'start-day': '16', 'start-month': '11', 'start-year': '2026', 'end-day': '27', 'end-month': '11', 'end-year': '2026', reason: 'The social worker’s letter of Monday' }
    for (const [name, value] of Object.entries(period)) await page.locator(`[name="${name}"]`).fill(value)
    await page.locator('select[name="legal-status"]').selectOption('V2')
    await page.locator('select[name="placement"]').selectOption('K2')
    await page.locator('select[name="basis"]').selectOption('court_paper')
    await press(page, page.locator('main form button[type="submit"]').first())
    const confirm = page.getByRole('button', { name: 'Yes, save it as it is written' })
    if (await confirm.count()) await press(page, confirm.first())
    for (const size of [{ width: 360, height: 740 }, { width: 1280, height: 900 }]) {
      await page.setViewportSize(size)
      await page.goto(`${fin}/care-history`)
      for (const [name, value] of [['end-day', '27'], ['end-month', '11'], ['end-year', '2026']]) await page.locator(`[name="${name}"]`).fill(value)
      await page.locator('input[name="live"][value="own"]').check()
      await press(page, page.getByRole('button', { name: 'Work it out' }))
      const tried = await words(page)
      assert.match(tried, /3 days short of 91/)
      assert.match(tried, /First safe day: Monday 30 November/)
      assert.match(tried, /things would be lost/)
      await accessible(page)
      await noSidewaysScroll(page)
      await press(page, page.getByRole('link', { name: 'One page for a panel, to print' }))
      const panel = await words(page)
      assert.match(panel, /What is assumed/)
      assert.match(panel, /27 November/)
      assert.match(panel, /£3,500/)
      assert.match(panel, /CA 1989/)
      await accessible(page)
      await noSidewaysScroll(page)
    }
    await page.emulateMedia({ media: 'print' })
    assert.equal(await page.locator('.app-nav').isVisible(), false, 'nothing but the page is printed')
    assert.deepEqual(adviser.faults, [])
    await adviser.close()
  })

  test('A visit written without a signal is kept locked on the device, sent once when it is back, and wiped on signing out', { timeout: 120_000 }, async () => {
    const adviser = await visit(house.browser, house.base, { size: 'phone' })
    await signIn(adviser, priya)
    const { page, context } = adviser
    const sam = await record(page, 'Okoro')
    await page.goto(`${sam}/visit`)
    await fillVisit(page, 'MARK-offline by the canal')
    await context.setOffline(true)
    await save(page).click()
    await says(page, 'waiting')
    assert.match(await words(page), /Not sent yet\. There is no signal/)
    const locked = await kept(page)
    assert.equal(locked.many, 1)
    assert.ok(!locked.text.includes('MARK-offline'), 'what is kept is encrypted')
    assert.deepEqual(locked.out, [false], 'its key can’t be taken out')
    assert.ok((await cached(page)).every((url) => url === '/offline' || url.startsWith('/static/')), 'no page about anybody is cached')
    await context.setOffline(false)
    await says(page, 'sent')
    await accessible(page)
    await noSidewaysScroll(page)
    assert.equal((await kept(page)).many, 0, 'nothing stays on the device')
    for (let again = 0; again < 2; again += 1) {
      await page.goto(`${sam}/chronology?what=contacts`)
      assert.equal((await words(page)).split('MARK-offline').length - 1, 1, 'it is in the record once')
    }

    // The phone dies while she writes: what she typed is there again. Signing out wipes it.
    await page.goto(`${sam}/visit`)
    await page.locator('textarea[name="summary"]').fill('MARK-half a sentence')
    await page.waitForTimeout(700)
    await page.goto('/adviser/people')
    await page.goto(`${sam}/visit`)
    await says(page, 'writing')
    assert.equal(await page.locator('textarea[name="summary"]').inputValue(), 'MARK-half a sentence')
    await page.setViewportSize({ width: 1280, height: 900 })
    await press(page, page.locator('form[action="/sign-out"] button').first())
    await signIn(adviser, priya)
    await page.goto(`${sam}/visit`)
    assert.equal(await page.locator('textarea[name="summary"]').inputValue(), '')
    assert.equal((await kept(page)).many, 0)
    await adviser.close()
  })

  test('A visit sent online arrives as before and leaves nothing on the device; without scripts too', { timeout: 60_000 }, async () => {
    for (const scripts of [true, false]) {
      const adviser = await visit(house.browser, house.base, { size: 'laptop', scripts })
      await signIn(adviser, priya)
      const { page } = adviser
      const sam = await record(page, 'Okoro')
      await page.goto(`${sam}/visit`)
      await fillVisit(page, `MARK-online ${scripts}`)
      await Promise.all([page.waitForURL(/\/visit\/[0-9a-f-]+$/), save(page).click()])
      assert.match(await words(page), /MARK-online/)
      if (scripts) assert.equal((await kept(page)).many, 0)
      await page.goto(`${sam}/chronology?what=contacts`)
      assert.equal((await words(page)).split(`MARK-online ${scripts}`).length - 1, 1)
      assert.deepEqual(adviser.faults, [])
      await adviser.close()
    }
  })

  test('The draft of somebody who is no longer theirs is shown in plain words and kept until it is put away', { timeout: 60_000 }, async () => {
    const adviser = await visit(house.browser, house.base, { size: 'laptop' })
    await signIn(adviser, priya)
    const { page, context } = adviser
    const renee = await record(page, 'Daley')
    await page.goto(`${renee}/visit`)
    await fillVisit(page, 'MARK-for whoever is next')
    await context.setOffline(true)
    await save(page).click()
    await says(page, 'waiting')
    const manager = await visit(house.browser, house.base, { size: 'laptop' })
    await signIn(manager, at('dawn.fairley'))
    await manager.page.goto('/manager/people?show=everyone&q=Daley')
    await manager.page.locator('input[name="pick"]').first().check()
    await manager.page.locator('select[name="adviser"]').selectOption({ label: (await manager.page.locator('select[name="adviser"] option').allInnerTexts()).find((one) => one.startsWith('Callum Reid')) })
    await press(manager.page, manager.page.getByRole('button', { name: 'Save for the people you selected' }))
    await manager.close()
    await context.setOffline(false)
    await says(page, 'gone')
    assert.match(await words(page), /not on your list any more/)
    assert.match(await words(page), /MARK-for whoever is next/)
    await page.goto('/adviser/today')
    await says(page, 'gone')
    await accessible(page)
    await page.getByRole('button', { name: 'Put it away' }).click()
    await page.goto('/adviser/people')
    assert.equal(await page.locator('#drafts').isVisible(), false)
    assert.equal((await kept(page)).many, 0)
    await adviser.close()
  })
}
