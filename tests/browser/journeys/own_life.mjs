// A young person's own things on a phone, with scripts and without: the plan, an appointment, data, the public check, places to live,
// what if, a letter that proves something, and money that runs short.
import { strict as assert } from 'node:assert'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { accessible, signIn, visit, wellFormed } from '../support/browser.mjs'
import { passphrase } from '../support/demo.mjs'
import { button, follow, onThePhone, path, press, words } from '../support/journey.mjs'

const priya = 'priya.nair@stockton-riverside.example'
const young = ['ruby', 'yonas', 'tyler', 'amara', 'jay', 'imani', 'luca', 'zabi', 'shannon', 'amira']

async function day(page, name, text) {
  const [date, month, year] = text.split(' ')
  for (const [part, value] of [['day', date], ['month', month], ['year', year]]) await page.locator(`input[name="${name}-${part}"]`).fill(value)
}

export function register(house) {
  test('what you can get, closed, and a closed plan are at most three screens for everybody', { timeout: 180_000 }, async () => {
    for (const who of young) {
      const visitor = await visit(house.browser, house.base)
      await signIn(visitor, who)
      for (const at of ['/what-you-can-get', '/my-plan']) {
        await visitor.page.goto(at)
        const height = await visitor.page.evaluate(() => document.documentElement.scrollHeight)
        assert.ok(height <= 3 * 740, `${who}, ${at}: ${height} px`)
        assert.deepEqual(await visitor.page.locator('main details[open]').count(), 0, `${who}, ${at} starts closed`)
      }
      await visitor.close()
    }
  })

  onThePhone(house, 'Jay unfolds a need, and without scripts opens its page', ['Jay', 'Linton'], async ({ open, stop, scripts }) => {
    const page = await open('jay')
    await page.goto('/what-you-can-get')
    const more = page.locator('section[aria-labelledby="work"] details')
    const last = more.locator('li a').last()
    const name = await last.textContent()
    assert.ok(!(await last.isVisible()), 'folded at first')
    await more.locator('summary').click()
    assert.ok(await last.isVisible(), 'a summary needs no script')
    if (scripts) await stop(page)
    await follow(page, page.locator('section[aria-labelledby="work"] h2 a'))
    assert.equal(new URL(page.url()).search, '?need=work')
    assert.ok((await words(page)).includes(name), `its own page has ${name} too`)
    await stop(page)
  })

  onThePhone(house, 'Jay says what his coach may be told, takes it back, and Priya sees it at once', ['Jay', 'Linton'], async ({ open, stop, scripts }) => {
    const coach = `Coach ${scripts ? 'Ali' : 'Bea'}`
    const page = await open('jay')
    await page.goto('/mine')
    await follow(page, page.getByRole('link', { name: 'People in my life' }))
    await stop(page)
    await follow(page, page.getByRole('link', { name: 'Add somebody' }))
    await stop(page)
    await page.getByLabel('Their name').fill(coach)
    await page.getByLabel('Who are they to you?').fill('my coach')
    await page.getByLabel('About my plan').check()
    await press(page, button(page, 'Save'))
    assert.equal(path(page), '/mine/people')
    await press(page, button(page, new RegExp(`Take it back.*${coach}`)))
    assert.ok((await words(page)).includes('You took it back: nothing now'))
    await stop(page)
    const desk = await open(priya)
    await desk.goto('/adviser/people?q=linton')
    await follow(desk, desk.getByRole('link', { name: /Linton/ }).first())
    await follow(desk, desk.getByRole('link', { name: 'Who may be told what' }))
    await stop(desk)
    const row = desk.locator('tbody tr', { hasText: coach })
    assert.ok((await row.textContent()).includes('Taken back: nothing now'))
  })

  onThePhone(house, 'Jay adds a step of his own and ticks it, and loses nothing when it is changed elsewhere meanwhile', ['Jay', 'Linton'], async ({ open, stop, scripts }) => {
    const step = `Buy a kettle ${scripts ? 'on Monday' : 'on Tuesday'}`
    const [phone, library] = [await open('jay'), await open('jay')]
    await phone.goto('/my-plan')
    await stop(phone)
    await phone.goto('/my-plan/parts/skills/new-step')
    await phone.locator('input[name="what"]').fill(step)
    await day(phone, 'by', '4 12 2026')
    await press(phone, button(phone, 'Save'))
    assert.equal(path(phone), '/my-plan/parts/skills')
    assert.ok((await words(phone)).includes(step))
    const edit = await phone.locator('li', { hasText: step }).getByRole('link', { name: /Change/ }).getAttribute('href')
    for (const page of [phone, library]) await page.goto(edit)
    await library.locator('input[name="what"]').fill(`${step}, a red one`)
    await press(library, button(library, 'Save'))
    await phone.locator('input[name="what"]').fill(`${step} and two cups`)
    await press(phone, button(phone, 'Save'))
    const both = await words(phone)
    assert.ok(both.includes(`${step}, a red one`), `what was saved elsewhere is shown\n${both}`)
    assert.equal(await phone.locator('input[name="what"]').inputValue(), `${step} and two cups`, 'what he wrote is kept')
    await stop(phone)
    await press(phone, button(phone, /Save/))
    assert.equal(path(phone), '/my-plan/parts/skills')
    assert.ok((await words(phone)).includes(`${step} and two cups`))
    await press(phone, phone.locator('li', { hasText: `${step} and two cups` }).locator('button[value="done"]'))
    assert.match(await phone.locator('li', { hasText: `${step} and two cups` }).innerText(), /Not done/, 'ticked: it can be unticked')
    await phone.goto('/my-plan#say')
    // The link to the form opens the fold that it is in; an older browser leaves that to a tap.
    if (!(await phone.locator('#say').isVisible())) await phone.locator('details', { has: phone.locator('#say') }).locator('summary').click()
    await phone.locator('input[name="kind"][value="disagree"]').check()
    await phone.locator('#say textarea[name="words"]').fill('The move is too early for me.')
    await press(phone, phone.locator('#say').getByRole('button', { name: 'Send it' }))
    assert.match(await words(phone), /I don’t agree.*The move is too early for me\./)
    await stop(phone)
  })

  onThePhone(house, 'Jay says that he is still stuck with a step that Priya ticks meanwhile, and both are read', ['Jay', 'Linton'], async ({ open, stop }) => {
    const [phone, desk] = [await open('jay'), await open(priya, { size: 'laptop' })]
    await phone.goto('/my-plan')
    const step = await phone.locator('form:has(button[value="stuck"])').first().getAttribute('action')
    const id = step.split('/').at(-1)
    await phone.locator('details', { has: phone.locator(`form[action="${step}"]`) }).locator('summary').first().click()
    await desk.goto('/adviser/steps?q=Jay')
    await press(desk, desk.locator(`form[action$="${id}"] button`).first())
    await press(phone, phone.locator(`form[action="${step}"] button[value="stuck"]`))
    assert.match(await words(phone), /it now says “Done”\. You wanted to say “Still stuck”, and that isn’t saved yet/)
    await stop(phone)
    await press(phone, button(phone, 'Say “Still stuck” all the same'))
    assert.equal(path(phone), '/my-plan')
    await desk.goto('/adviser/steps?q=Jay')
    const stuck = desk.locator('form', { has: desk.locator('[value="done"]') }).and(desk.locator(`[action$="${id}"]`))
    assert.equal(await stuck.count(), 1, 'she can tick it again')
    assert.match(await words(desk), /Still stuck\s+\(1\)/)
    // As it was, for whoever comes next.
    for (const say of ['done', 'to-do']) {
      await phone.goto('/my-plan')
      await phone.locator('details', { has: phone.locator(`form[action="${step}"]`) }).locator('summary').first().click()
      await press(phone, phone.locator(`form[action="${step}"] button[value="${say}"]`))
    }
  })

  onThePhone(house, 'Jay asks for an appointment, Priya says yes, and the file for his calendar says only when', ['Jay', 'Linton'], async ({ open, stop, scripts }) => {
    const [date, time] = scripts ? ['15', '3pm'] : ['16', '4pm']
    const [jay, adviser] = [await open('jay'), await open(priya)]
    await jay.goto('/appointments/new')
    await day(jay, 'day', `${date} 12 2026`)
    await jay.locator('input[name="time"]').fill(time)
    await jay.locator('input[name="how"][value="office"]').check()
    await jay.locator('textarea[name="words"]').fill('About my rent.')
    await stop(jay)
    await press(jay, button(jay, /Send to/))
    assert.match(await words(jay), /You get an answer by/)
    await adviser.goto('/adviser/people?q=Jay')
    await follow(adviser, adviser.locator('main a', { hasText: 'Jay' }).first())
    await adviser.goto(`${adviser.url()}/appointments`)
    const asked = adviser.locator('section', { hasText: `${date} December, ${time}` }).first()
    assert.match(await asked.innerText(), /About my rent\./)
    await press(adviser, asked.getByRole('button', { name: 'Say yes' }))
    await jay.goto('/appointments')
    const agreed = jay.locator('section', { hasText: `${date} December, ${time}` }).first()
    assert.match(await agreed.innerText(), /Agreed/)
    await stop(jay)
    const got = jay.waitForEvent('download')
    await agreed.getByRole('link', { name: /calendar/ }).click()
    const file = await got
    assert.equal(file.suggestedFilename(), 'appointment.ics')
    const text = await readFile(await file.path(), 'utf8')
    assert.match(text, /SUMMARY:Appointment/)
    assert.doesNotMatch(text, /Jay|Priya|rent|care|council/i)
  })

  onThePhone(house, 'Amara downloads her data after her passphrase, and nothing without it', ['Amara', 'Fielding'], async ({ open, stop }) => {
    const page = await open('amara')
    await page.goto('/mine/data')
    await page.locator('input[name="passphrase"]').fill('not the one')
    await press(page, button(page, 'Show it as a page'))
    assert.match(await page.title(), /^Error: /)
    assert.equal(await page.locator('main h2:not(.govuk-error-summary__title)').count(), 0, 'nothing of it is shown')
    await stop(page)
    await page.locator('input[name="passphrase"]').fill(passphrase)
    const got = page.waitForEvent('download')
    await button(page, 'Download it as a file').click()
    const file = await got
    assert.equal(file.suggestedFilename(), 'mine.json')
    const data = JSON.parse(await readFile(await file.path(), 'utf8'))
    assert.ok(JSON.stringify(data).includes('Amara'))
    // The script takes a second press within a second and a half for a slip.
    await page.waitForTimeout(1_600)
    await page.locator('input[name="passphrase"]').fill(passphrase)
    await press(page, button(page, 'Show it as a page'))
    assert.match(await words(page), /Amara/)
    await stop(page)
  })

  onThePhone(house, 'somebody checks what they can get without an account, leaves, presses Back and sees nothing', [], async ({ open, stop }) => {
    const page = await open(undefined)
    await page.goto('/check')
    await stop(page)
    const cookies = (await page.context().cookies()).map((cookie) => cookie.value).join()
    for (let asked = 0; asked < 40 && (await page.getByRole('button', { name: 'Next question' }).count()); asked += 1) {
      const question = await page.locator('h1').innerText()
      if (/born/i.test(question)) {
        await page.locator('input[name="know"][value="day"]').check()
        await day(page, 'on', '13 5 2007')
      } else if (await page.locator('input[name="know"]').count()) {
        await page.locator('input[name="know"][value="dont-know"]').check()
      } else {
        await page.locator('input[name="pick"]').last().check()
      }
      await press(page, button(page, 'Next question'))
      assert.equal(new URL(page.url()).search, '', 'no answer is in an address')
      if (asked === 3) {
        const known = page.getByRole('button', { name: 'See what we know so far' })
        if (await known.count()) await press(page, known)
        break
      }
    }
    assert.match(await words(page), /yours now/)
    await stop(page)
    assert.equal((await page.context().cookies()).map((cookie) => cookie.value).join().includes('2007'), false, cookies)
    await page.locator('a[href="/leave"]').first().click()
    await page.waitForLoadState()
    for (const step of ['goBack', 'goBack', 'goForward', 'goBack']) {
      await page[step]({ timeout: 5_000 }).catch(() => undefined)
      assert.doesNotMatch(await page.locator('body').innerText(), /yours now|13 May 2007|What you told us/, `${step}: ${page.url()}`)
    }
    const stored = await page.evaluate(() => ({ local: { ...localStorage }, session: { ...sessionStorage } })).catch(() => ({}))
    assert.doesNotMatch(JSON.stringify(stored), /2007|born/)
  })

  onThePhone(house, 'Jay compares three places to live', ['Jay', 'Linton'], async ({ open, stop }) => {
    const page = await open('jay')
    await page.goto('/my-place')
    const options = page.locator('section[aria-labelledby="options"] details')
    assert.ok((await options.count()) >= 3)
    for (const at of [0, 1, 2]) {
      const option = options.nth(at)
      await option.locator('summary').click()
      const said = await option.innerText()
      for (const part of [/What it is/, /What you have now and would not have there/]) assert.match(said, part)
    }
    await stop(page)
  })

  onThePhone(house, 'Amara adds a receipt with a photo, what is no photo keeps her words, and she takes it out again', ['Amara', 'Fielding'], async ({ open, stop, scripts }) => {
    const page = await open('amara')
    const what = scripts ? 'A reading light' : 'A rug'
    await page.goto('/my-place/receipts')
    await stop(page)
    await page.goto('/my-place/receipts/new')
    await page.locator('input[name="what"]').fill(what)
    await page.locator('input[name="amount"]').fill('12.50')
    await day(page, 'on', '20 11 2026')
    const sized = async (bytes) => page.locator('input[name="photo"]').setInputFiles({ name: 'receipt.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(bytes) })
    const size = page.locator('input[name="photo"] + [role="status"]')
    if (scripts) {
      await sized(3_200_000)
      assert.equal(await size.innerText(), 'Your file is 3.2 MB.')
      await sized(9_000_000)
      assert.equal(await size.innerText(), 'Your file is 9 MB. That is too large: choose one of up to 8 MB.')
    } else assert.equal(await size.count(), 0)
    await page.locator('input[name="photo"]').setInputFiles({ name: 'receipt.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') })
    await press(page, button(page, 'Save'))
    assert.match(await page.title(), /^Error: /)
    assert.equal(await page.locator('input[name="what"]').inputValue(), what)
    await stop(page)
    await page.locator('input[name="photo"]').setInputFiles({ name: 'receipt.jpg', mimeType: 'image/jpeg', buffer: await page.screenshot({ type: 'jpeg' }) })
    await press(page, button(page, 'Save'))
    assert.equal(path(page), '/my-place/receipts')
    const row = page.locator('.app-rows li', { hasText: what })
    assert.match(await row.innerText(), /£12\.50/)
    await stop(page)
    const href = await row.locator('a[href$="/photo"]').getAttribute('href')
    const photo = await page.request.get(href)
    assert.equal(photo.headers()['content-type'], 'image/jpeg')
    assert.match(photo.headers()['cache-control'], /no-store/)
    await press(page, row.locator('button'))
    assert.equal(await page.locator('.app-rows li', { hasText: what }).count(), 0)
    assert.equal((await page.request.get(href)).status(), 404, 'its photo is gone')
  })

  onThePhone(house, 'Amara adds a photo of a paper, a program is refused with her words kept, Priya sees it, and Amara takes it out again', ['Amara', 'Fielding'], async ({ open, stop, scripts }) => {
    const page = await open('amara')
    const what = scripts ? 'My certificate' : 'My other certificate'
    await page.goto('/mine/documents')
    await stop(page)
    await page.goto('/mine/documents/new')
    await page.locator('select[name="kind"]').selectOption('birth_certificate')
    await page.locator('input[name="title"]').fill(what)
    await page.locator('input[name="file"]').setInputFiles({ name: 'certificate.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ\u0000 a program') })
    await press(page, button(page, 'Save'))
    assert.match(await page.title(), /^Error: /)
    assert.equal(await page.locator('input[name="title"]').inputValue(), what)
    await stop(page)
    await page.locator('input[name="file"]').setInputFiles({ name: 'certificate.jpg', mimeType: 'image/jpeg', buffer: await page.screenshot({ type: 'jpeg' }) })
    await press(page, button(page, 'Save'))
    assert.equal(path(page), '/mine/documents')
    const row = page.locator('.app-rows li', { hasText: what }).first()
    await stop(page)
    const href = await row.locator('a[href$="/file"]').getAttribute('href')
    const file = await page.request.get(href)
    assert.equal(file.headers()['content-disposition'], 'attachment; filename="document.jpg"')
    const desk = await open(priya)
    await desk.goto('/adviser/people?q=Amara')
    await follow(desk, desk.locator('main a', { hasText: 'Amara' }).first())
    await follow(desk, desk.locator('main a[href$="/documents"]').first())
    assert.match(await words(desk), new RegExp(what))
    await stop(desk)
    await press(page, row.locator('button'))
    assert.equal((await page.request.get(href)).status(), 404, 'its file is gone')
  })

  onThePhone(house, 'Zabi reads in Arabic from right to left on every page, and goes back to English', ['Zabi', 'Ahmadi'], async ({ open, stop }) => {
    const page = await open('zabi')
    await page.goto('/home')
    await press(page, page.locator('.app-langs a[lang="ar"]'))
    assert.equal(path(page), '/home')
    assert.equal(new URL(page.url()).search, '', 'the choice is not left in the address')
    for (const at of ['/home', '/what-you-can-get', '/my-plan', '/messages', '/money', '/help-now']) {
      await page.goto(at)
      assert.equal(await page.locator('html').getAttribute('dir'), 'rtl', at)
      assert.equal(await page.locator('html').getAttribute('lang'), 'ar', at)
      const overlaps = await page.evaluate(() => {
        const boxes = [...document.querySelectorAll('.app-row')].map((row) => [...row.children].map((part) => part.getBoundingClientRect()))
        return boxes.filter(([one, two]) => two && one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom).length
      })
      assert.equal(overlaps, 0, `${at}: a name and its sum lie over one another`)
      await stop(page)
    }
    await page.goto('/home')
    const bar = await page.locator('.app-bar').innerText()
    assert.match(bar, /الرسائل/)
    await press(page, page.locator('.app-langs a[lang="en"]'))
    assert.equal(await page.locator('html').getAttribute('dir'), 'ltr')
  })

  onThePhone(house, 'Shannon asks what would be if her care ended in March, and nothing is kept', ['Shannon', 'Ward'], async ({ open, stop }) => {
    const page = await open('shannon')
    await page.goto('/my-years')
    await stop(page)
    await page.locator('input[name="change"][value="care_ends"]').check()
    await day(page, 'on', '1 3 2027')
    await press(page, button(page, 'See what it does'))
    const said = await words(page)
    assert.match(said, /What if: I leave care/)
    assert.match(said, /From 1 March 2027/)
    assert.match(said, /Nothing is saved, and nobody is told/)
    assert.match(said, /You would (no longer )?have/)
    await stop(page)
    await page.goto('/my-years')
    assert.doesNotMatch(await words(page), /What if: /, 'it is gone')
  })

  onThePhone(house, 'Jay makes a letter, a stranger checks its code and sees no more, and he ends it', ['Jay', 'Linton'], async ({ open, stop, scripts }) => {
    const [jay, stranger] = [await open('jay'), await open(undefined)]
    await jay.goto('/letters')
    await jay.getByRole('link', { name: scripts ? 'For a landlord' : 'For a school, college or training' }).click()
    await jay.waitForLoadState()
    assert.match(await words(jay), /It is not made yet/)
    await press(jay, button(jay, 'Make the letter'))
    await stop(jay)
    const letter = jay.url()
    const code = (await jay.locator('.app-code').first().innerText()).trim()
    const check = async () => {
      await stranger.goto('/proof')
      await stranger.locator('input[name="code"]').fill(code)
      await press(stranger, button(stranger, 'Check it'))
      return stranger.locator('main').innerText()
    }
    const real = await check()
    assert.match(real, /This letter is real/)
    assert.match(real, /Jay Linton/)
    assert.doesNotMatch(real, /2007|Priya|£/, 'no year of birth, no adviser, no money')
    assert.doesNotMatch(stranger.url(), new RegExp(code), 'no code in an address')
    await wellFormed(stranger, ['Jay', 'Linton'])
    if (scripts) await accessible(stranger)
    await jay.goto(letter)
    assert.match(await words(jay), /Somebody checked it/)
    await press(jay, button(jay, 'End this letter now'))
    assert.match(await words(jay), /It ended on/)
    const ended = await check()
    assert.match(ended, /This letter has ended/)
    assert.doesNotMatch(ended, /Jay|Linton/)
    await stop(jay)
  })

  onThePhone(house, 'a budget is short, shows help that was not asked for, and the way to ask ends with a day', ['Amara', 'Fielding'], async ({ open, stop, scripts }) => {
    const page = await open(scripts ? 'jay' : 'luca')
    await page.goto('/money/lines/new')
    await page.locator('select[name="kind"]').selectOption('rent')
    await page.locator('input[name="amount"]').fill('400')
    await page.locator('select[name="every"]').selectOption('week')
    await press(page, button(page, 'Save'))
    await page.goto('/money')
    assert.match(await words(page), /short/)
    assert.match(await words(page), /Help you have not asked for/)
    await stop(page)
    const help = page.locator('section[aria-labelledby="help"] a[href^="/what-you-can-get/"]')
    const all = await help.evaluateAll((links) => links.map((link) => link.getAttribute('href')))
    assert.ok(all.length > 0)
    let asked = false
    for (const href of all) {
      await page.goto(href)
      const ask = page.locator('main a[href$="/ask"]').first()
      if (!(await ask.count())) continue
      await follow(page, ask)
      await stop(page)
      await press(page, button(page, 'Ask for it'))
      assert.match(path(page), /\/asked$/)
      assert.match(await words(page), /You get an answer by/)
      await stop(page)
      asked = true
      break
    }
    assert.ok(asked, `one of ${all.join(', ')} can be asked for`)
  })

  onThePhone(house, 'Jay is reminded by text, to a number that he confirms, and stops it', ['Jay', 'Linton'], async ({ open, stop }) => {
    const page = await open('jay')
    await page.goto('/mine')
    await follow(page, page.getByRole('link', { name: 'Reminders by text' }))
    await stop(page)
    await press(page, button(page, 'Send me a code'))
    await page.locator('.govuk-error-summary').waitFor()
    await stop(page)
    await page.locator('#number').fill('07700 900123')
    await page.locator('#from').selectOption('9')
    await page.locator('#until').selectOption('20')
    await page.locator('#passphrase').fill('stockton riverside demo')
    await press(page, button(page, 'Send me a code'))
    const code = /The code is (\d{6})/.exec(await words(page))[1]
    await stop(page)
    await page.locator('#code').fill(code)
    await press(page, button(page, 'It is my number'))
    assert.match(await words(page), /They are on[\s\S]*ends in 123/)
    await stop(page)
    await press(page, button(page, 'Stop them'))
    assert.doesNotMatch(await words(page), /They are on/)
  })
}
