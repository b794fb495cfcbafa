// What is asked is followed to its end: from an invitation to money that came, on a phone that is somebody else's; a complaint
// through its first stage; and the language that somebody wants to speak, on the page of a visit.
import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import { accessible, noSidewaysScroll, signIn, visit, wellFormed } from '../support/browser.mjs'
import { button, follow, onThePhone, path, press, words } from '../support/journey.mjs'

const priya = 'priya.nair@stockton-riverside.example'
const dawn = 'dawn.fairley@stockton-riverside.example'
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** Where Priya finds somebody. */
async function found(desk, family) {
  await desk.goto(`/adviser/people?q=${family}`)
  await follow(desk, desk.locator('main a[href^="/adviser/people/"]', { hasText: new RegExp(family, 'i') }).first())
  return path(desk)
}

export function register(house) {
  // One of Priya's people has no account yet, so this is walked once, with scripts.
  test('Renée is invited, asks on a shared phone, sees it decided and paid, leaves, and Back shows nothing', { timeout: 180_000 }, async () => {
    const [desk, phone] = [await visit(house.browser, house.base, { size: 'laptop' }), await visit(house.browser, house.base)]
    try {
      await signIn(desk, priya)
      const renee = await found(desk.page, 'daley')
      const turns = (await words(desk.page)).match(/Turns (\d+) on (\d+) (\w+) (\d{4})/)
      assert.ok(turns, await words(desk.page))
      const [, age, date, month, year] = turns
      await desk.page.goto(`${renee}/invitation`)
      await press(desk.page, desk.page.locator('main form button').first())
      const code = (await desk.page.locator('.app-slip .app-num').first().innerText()).trim()

      const { page } = phone
      await page.goto('/invitation')
      await page.locator('input[name="code"]').fill(code)
      const born = [date, String(months.indexOf(month) + 1), String(Number(year) - Number(age))]
      for (const [place, part] of ['day', 'month', 'year'].entries()) await page.locator(`input[name="born-${part}"]`).fill(born[place])
      await wellFormed(page, ['Renée', 'Daley'])
      await press(page, button(page, 'Go on'))
      await page.locator('input[name="name"]').fill('renee')
      for (const name of ['passphrase', 'again']) await page.locator(`input[name="${name}"]`).fill('purple tractor gravel')
      await page.locator('input[name="own_phone"][value="no"]').check()
      await accessible(page)
      await press(page, button(page, 'Make my account'))
      await page.goto('/home')
      await noSidewaysScroll(page)
      await accessible(page)
      // The first thing that is asked for here; some are asked for elsewhere.
      await page.goto('/what-you-can-get')
      const things = await page.locator('main a[href^="/what-you-can-get/"]').evaluateAll((all) => all.map((link) => link.getAttribute('href').match(/^\/what-you-can-get\/\d+/)?.[0]))
      let thing
      for (const at of new Set(things.filter(Boolean))) {
        await page.goto(at)
        if ((await page.locator(`main a[href="${at}/ask"]`).count()) > 0) {
          thing = at
          break
        }
      }
      assert.ok(thing, 'something can be asked for')
      await page.goto(`${thing}/ask`)
      await page.locator('textarea[name="words"]').fill('MARK what I need')
      await press(page, button(page, 'Ask for it'))
      assert.equal(path(page), `${thing}/asked`)
      assert.match(await words(page), /You asked/)

      await desk.page.goto(`${renee}/entitlements/${thing.split('/').pop()}`)
      assert.match(await words(desk.page), /MARK what I need/)
      for (const step of ['agreed', 'paid']) {
        await desk.page.goto(`${renee}/entitlements/${thing.split('/').pop()}`)
        await desk.page.locator(`input[name="step"][value="${step}"]`).check()
        await desk.page.locator('textarea[name="words"]').fill(`It is ${step}`)
        // What counts in pounds is agreed and paid with its sum.
        const amount = desk.page.locator('input[name="amount"]')
        if (await amount.count()) await amount.fill('100')
        const to = desk.page.locator('select[name="to"]')
        if (step === 'paid' && (await to.count())) {
          if (!(await to.isVisible())) await desk.page.locator('details', { has: to }).locator('summary').click()
          await to.selectOption('themselves')
        }
        await press(desk.page, desk.page.locator('#add-step').locator('xpath=ancestor::section').locator('button[type="submit"]').first())
        if (/Is this right/.test(await words(desk.page))) await press(desk.page, desk.page.locator('main form button[type="submit"]').last())
        assert.doesNotMatch(await words(desk.page), /There is a problem/)
        await page.goto('/home')
        assert.match(await words(page), new RegExp(step === 'agreed' ? 'yes|agreed' : 'Given|paid|given', 'i'))
      }
      await page.goto(`${thing}/asked`)
      assert.match(await words(page), /Given|You have it|have it/)
      await accessible(page)
      await page.locator('a[href="/leave"], button:has-text("Leave")').first().click()
      await page.waitForLoadState()
      for (const step of ['goBack', 'goBack', 'goForward', 'goBack']) {
        await page[step]({ timeout: 5_000 }).catch(() => undefined)
        assert.doesNotMatch(await page.locator('body').innerText(), /Renée|Priya|MARK/, `${step}: ${page.url()}`)
      }
      await page.goto('/home')
      assert.notEqual(path(page), '/home', 'the session is over')
    } finally {
      await desk.close()
      await phone.close()
    }
  })

  onThePhone(house, 'Jay complains, a manager answers, and he takes it to the next stage with its day', ['Jay', 'Linton'], async ({ open, stop, scripts }) => {
    const what = `Nobody came ${scripts ? 'in May' : 'in June'}`
    const jay = await open('jay')
    await jay.goto('/my-requests')
    await stop(jay)
    await jay.locator('input[name="kind"][value="complaint"]').check()
    await jay.locator('textarea[name="words"]').fill(what)
    await press(jay, button(jay, 'Send it'))
    const at = path(jay)
    assert.match(at, /^\/my-requests\/[0-9a-f-]+$/, 'nothing of it is in the address')
    assert.match(await words(jay), /You get an answer by Monday 7 December/)
    await stop(jay)
    const desk = await open(dawn, { size: 'laptop' })
    await desk.goto('/manager/requests')
    if (scripts) await accessible(desk)
    const rows = desk.locator('main li', { hasText: 'Linton' })
    await follow(desk, rows.getByRole('link').last())
    assert.ok((await words(desk)).includes(what))
    await desk.locator('input[name="act"][value="answered"]').check()
    await press(desk, button(desk, 'Record it'))
    assert.match(await words(desk), /Write the answer/, 'an answer has words')
    if (scripts) await accessible(desk)
    await desk.locator('textarea[name="words"]').fill('We are sorry. Somebody comes on Friday.')
    await press(desk, button(desk, 'Record it'))
    await jay.goto(at)
    const answered = await words(jay)
    assert.match(answered, /We are sorry\. Somebody comes on Friday\./)
    await stop(jay)
    await jay.locator('textarea[name="words"]').fill('It happened again')
    await press(jay, button(jay, 'Take it further'))
    const next = await words(jay)
    assert.match(next, /We are sorry\. Somebody comes on Friday\./, 'the answer stays')
    assert.match(next, /Somebody from outside the team looks into it/)
    assert.match(next, /30 December/)
    await stop(jay)
    await jay.locator('summary', { hasText: 'Take it back' }).click()
    await press(jay, button(jay, 'Take it back'))
    assert.match(await words(jay), /You took this back/)
  })

  onThePhone(house, 'Jay says which language he speaks, and Priya sees it before a visit', ['Jay', 'Linton'], async ({ open, stop, scripts }) => {
    const language = scripts ? 'Urdu' : 'British Sign Language'
    const jay = await open('jay')
    await jay.goto('/mine/languages')
    await stop(jay)
    await jay.locator('input[name="speaks"]').fill(language)
    await jay.locator(`input[name="interpreter"][value="${scripts ? 'yes' : 'bsl'}"]`).check()
    await press(jay, button(jay, 'Save'))
    assert.match(await words(jay), new RegExp(language))
    await stop(jay)
    const desk = await open(priya, { size: 'laptop' })
    const at = await found(desk, 'linton')
    assert.match(await words(desk), /Book .*interpreter/)
    await desk.goto(`${at}/visit`)
    assert.match(await words(desk), /Book .*interpreter/)
  })
}
