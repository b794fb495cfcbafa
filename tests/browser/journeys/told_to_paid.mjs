import { strict as assert } from 'node:assert'
import { after, before, test } from 'node:test'
import { accessible, noSidewaysScroll, signIn, visit } from '../support/browser.mjs'
import { startDemo } from '../support/demo.mjs'
import { button, press, words } from '../support/journey.mjs'

const priya = 'priya.nair@stockton-riverside.example'

export function register(house) {
  // A borough of its own: what is corrected here is seen by nobody else's journey.
  let demo
  before(async () => {
    demo = await startDemo()
  })
  after(() => demo?.stop())

  async function person(who, size = 'laptop') {
    const visitor = await visit(house.browser, demo.base, { size })
    await signIn(visitor, who)
    return visitor
  }

  async function record(page, name) {
    await page.goto(`/adviser/people?q=${name}`)
    await press(page, page.locator('main a', { hasText: name }).first())
    return page.url()
  }

  async function close(...visitors) {
    for (const visitor of visitors) {
      assert.deepEqual(visitor.faults, [])
      await visitor.close()
    }
  }

  test('A thing nobody had told Luca of: told in one tap, asked for on his phone, agreed, and paid', { timeout: 120_000 }, async () => {
    const adviser = await person(priya)
    const { page } = adviser
    await record(page, 'Luca')
    const row = page.locator('#not-claimed').locator('xpath=ancestor::section').locator('tr', { has: page.locator('form[action$="/tell"]') }).first()
    const thing = (await row.locator('th a').first().innerText()).trim()
    await press(page, row.locator('form[action$="/tell"] button'))
    const step = page.url().split('?')[0]
    assert.match(await words(page), /Told/)
    await accessible(page)

    const luca = await person('luca', 'phone')
    await luca.page.goto('/messages')
    assert.ok((await words(luca.page)).includes(`You can get this: ${thing}`), 'he reads it in her words')
    await accessible(luca.page)
    const number = step.split('/').pop()
    await luca.page.goto(`/what-you-can-get/${number}/ask`)
    await press(luca.page, luca.page.locator('main form button[type="submit"]').last())
    assert.match(await words(luca.page), /asked/i)
    await noSidewaysScroll(luca.page)

    await page.goto(step)
    assert.match(await words(page), /Asked/)
    for (const [act, more] of [['agreed', {}], ['paid', { evidence: 'Bank transfer of today' }]]) {
      await page.goto(step)
      await page.locator(`input[name="step"][value="${act}"]`).check()
      await page.locator('main details').evaluateAll((all) => all.forEach((each) => (each.open = true)))
      const amount = page.locator('input[name="amount"]')
      if (await amount.count()) await amount.fill('100')
      for (const [name, value] of Object.entries(more)) {
        const field = page.locator(`[name="${name}"]`)
        if (await field.count()) await field.fill(value)
      }
      if (act === 'paid') await page.locator('select[name="to"]').selectOption({ index: 1 })
      await page.locator('textarea[name="words"]').fill(`It was ${act}.`)
      await press(page, button(page, 'Save'))
      if (page.url().endsWith(number)) await press(page, button(page, 'Yes'))
    }
    await luca.page.goto(`/what-you-can-get/${number}`)
    assert.match(await words(luca.page), /£100/, 'he sees the sum that was paid')
    await close(adviser, luca)
  })

  test('A period of care is corrected with its effect seen first, and Jay’s own page follows', { timeout: 120_000 }, async () => {
    const jay = await person('jay', 'phone')
    await jay.page.goto('/why')
    const before = await words(jay.page)
    const adviser = await person(priya)
    const { page } = adviser
    const at = await record(page, 'Jay')
    await page.goto(`${at}/care-history`)
    await press(page, page.locator('main a[href*="/care-history/episodes/"]', { hasText: 'the period from 4 July 2024' }).first())
    for (const [part, value] of [['day', '4'], ['month', '9'], ['year', '2024']]) {
      await page.locator(`input[name="end-${part}"]`).fill(value)
    }
    await page.locator('select[name="reason-ended"]').selectOption('E4A')
    await page.locator('select[name="basis"]').selectOption('court_paper')
    await page.locator('textarea[name="reason"]').fill('The court’s order of 4 September 2024.')
    await press(page, button(page, 'Save this period'))
    const effect = await words(page)
    assert.match(effect, /Nothing is saved yet/)
    await accessible(page)
    await jay.page.goto('/why')
    assert.equal(await words(jay.page), before, 'until she confirms, nothing of his changes')
    await press(page, button(page, 'Yes, save it as it is written'))
    await jay.page.goto('/why')
    const afterwards = await words(jay.page)
    assert.notEqual(afterwards, before)
    assert.match(afterwards, /4 September 2024/)
    await close(adviser, jay)
  })

  test('An address is protected: she keeps it, he reads that it is protected, and no manager reads it', { timeout: 60_000 }, async () => {
    const adviser = await person(priya, 'phone')
    const { page } = adviser
    const at = await record(page, 'Jay')
    await page.goto(`${at}/address`)
    await accessible(page)
    await noSidewaysScroll(page)
    await page.locator('input[name="protected"][value="yes"]').check()
    await page.locator('textarea[name="address"]').fill('7 Quayside Row')
    await press(page, button(page, 'Save'))
    assert.match(await words(page), /Say why the address is protected/, 'a reason is asked for, and what was written stays')
    assert.equal(await page.locator('textarea[name="address"]').inputValue(), '7 Quayside Row')
    await page.locator('input[name="reason"]').fill('Somebody is looking for him')
    await press(page, button(page, 'Save'))
    assert.match(await words(page), /The address is protected/)
    const manager = await person('dawn.fairley@stockton-riverside.example')
    await manager.page.goto(at.replace('/adviser/', '/manager/'))
    assert.ok(!(await manager.page.content()).includes('Quayside'))
    await close(adviser, manager)
  })
}
