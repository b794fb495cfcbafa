import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import { accessible, noSidewaysScroll, signIn, visit } from '../support/browser.mjs'
import { button, press, words } from '../support/journey.mjs'

const at = (name) => `${name}@stockton-riverside.example`
const priya = at('priya.nair')
const dawn = at('dawn.fairley')

/** Somebody signed in, in a window of their own. */
async function person(house, who, size = 'laptop') {
  const visitor = await visit(house.browser, house.base, { size })
  await signIn(visitor, who)
  return visitor
}

export function register(house) {
  test('Priya closes her morning list: a visit seen by a colleague, the rest put off with their reasons', { timeout: 120_000 }, async () => {
    const visitor = await person(house, priya)
    const { page } = visitor
    assert.equal(new URL(page.url()).pathname, '/adviser/today', 'her first page')
    assert.match(await words(page), /overdue/)
    // A cry for help is never put aside: it is answered where it stands.
    await page.goto('/adviser/today?show=overdue')
    await press(page, page.locator('.app-due__item', { hasText: 'Leila' }).locator('a', { hasText: 'Answer' }).first())
    await page.locator('input[name="step"][value="agreed"]').check()
    await page.locator('input[name="amount"]').fill('50')
    await page.locator('textarea[name="words"]').fill('Fifty pounds for food, today.')
    await press(page, button(page, 'Save'))
    for (let left = 40; left > 0; left -= 1) {
      await page.goto('/adviser/today?show=overdue')
      const row = page.locator('.app-due__item', { has: page.locator('.app-close') }).first()
      if ((await row.count()) === 0) break
      const visits = /· visit/.test(await row.innerText())
      await press(page, row.locator('.app-close a'))
      const form = page.locator('form.app-close__form')
      await form.locator(`input[name="how"][value="${visits ? 'elsewhere' : 'new-day'}"]`).check()
      if (!visits) {
        await form.locator('input[name="on-day"]').fill('30')
        await form.locator('input[name="on-month"]').fill('11')
        await form.locator('input[name="on-year"]').fill('2026')
      }
      await form.locator('input[name="why"]').fill('Callum saw them at college, and they agreed to this')
      await press(page, form.locator('button[type="submit"]'))
    }
    await page.goto('/adviser/today')
    const today = await words(page)
    assert.match(today, /Nothing is overdue/)
    await page.goto('/adviser/today?show=aside')
    assert.match(await words(page), /they agreed to this/, 'each reason is kept')
    assert.deepEqual(visitor.faults, [])
    await visitor.close()
  })

  test('A visit in five taps on a phone closes its clock and stands on the young person’s page', { timeout: 60_000 }, async () => {
    const adviser = await person(house, priya, 'phone')
    const { page } = adviser
    await page.goto('/adviser/people?q=Jay')
    await press(page, page.locator('main a', { hasText: 'Jay' }).first())
    const record = page.url()
    await page.goto(`${record}/visit`)
    for (const [name, value] of [['kind', 'visit_at_home'], ['alone', 'yes'], ['home', 'unknown'], ['activity', 'unknown']]) {
      await page.locator(`input[name="${name}"][value="${value}"]`).check()
    }
    await page.locator('textarea[name="own-words"]').fill('The café job is three days. I like it.')
    await press(page, button(page, '5. Save, next visit'))
    const saved = await words(page)
    assert.match(saved, /Closed\. The next visit is owed by/)
    assert.match(saved, /You meet next on/)
    await adviser.close()
    const jay = await person(house, 'jay', 'phone')
    await jay.page.goto('/home')
    assert.match(await words(jay.page), /The café job is three days\. I like it\./)
    await jay.close()
  })

  test('A plan from a draft to three signatures: disagreed with, sent back once, and both voices kept', { timeout: 120_000 }, async () => {
    const adviser = await person(house, priya)
    const { page } = adviser
    await page.goto('/adviser/people?q=Luca')
    await press(page, page.locator('main a', { hasText: 'Luca' }).first())
    const plan = `${page.url()}/plan`
    const luca = await person(house, 'luca', 'phone')
    await luca.page.goto('/my-plan/draft')
    await luca.page.locator('input[name="answer"][value="disagree"]').check()
    await luca.page.locator('textarea[name="words"]').fill('I said near my college. Nobody asked about the bus.')
    await press(luca.page, button(luca.page, 'Send my answer'))
    await page.goto(plan)
    assert.match(await words(page), /does not agree/)
    await page.locator('textarea[name="words"]').fill('Two flats near the college were let before we could bid.')
    await press(page, button(page, 'Sign it and hand it in'))
    assert.match(await words(page), /It waits for a manager/)
    const manager = await person(house, dawn)
    const open = async () => {
      await manager.page.goto('/manager/plans')
      await press(manager.page, manager.page.locator('main a', { hasText: 'Luca' }).first())
    }
    await open()
    assert.match(await words(manager.page), /Both voices stay in the signed plan/)
    await manager.page.locator('textarea[name="words"]').fill('‘Help with bills’: who does it, and by when?')
    await press(manager.page, button(manager.page, 'Send it back'))
    await luca.page.goto('/my-plan/draft')
    assert.match(await words(luca.page), /It isn’t signed yet/)
    await page.goto(plan)
    assert.match(await words(page), /It came back, not signed yet/)
    await press(page, button(page, 'Send it to'))
    await page.locator('textarea[name="words"]').fill('The step has a name and a day now.')
    await press(page, button(page, 'Sign it and hand it in'))
    await open()
    await manager.page.locator('textarea[name="about-it"]').fill('A bus pass until a flat near the college is free.')
    await press(manager.page, button(manager.page, 'Sign version'))
    await page.goto(plan)
    await press(page, page.locator('#ver + ul a, [aria-labelledby="ver"] a').first())
    const signed = await words(page)
    assert.match(signed, /Priya Nair/)
    assert.match(signed, /Dawn Fairley/)
    assert.match(signed, /Nobody asked about the bus/)
    assert.match(signed, /A bus pass until a flat/)
    assert.match(signed, /SHA-256/)
    for (const visitor of [adviser, luca, manager]) await visitor.close()
  })

  test('Two advisers write one plan, and nobody’s words are lost', { timeout: 60_000 }, async () => {
    // Grace stands in for Tom.
    const tom = await person(house, at('tom.whitfield'))
    const grace = await person(house, at('grace.adeyemi'))
    await grace.page.goto('/adviser/today')
    assert.match(await words(grace.page), /You stand in for Tom Whitfield/)
    await tom.page.goto('/adviser/people')
    const href = await tom.page.locator('main table a.app-row-link').first().getAttribute('href')
    await tom.page.goto(`${href}/plan`)
    const start = tom.page.getByRole('button', { name: /Start the (plan|review)/ })
    if (await start.count()) await press(tom.page, start)
    const part = `${href}/plan/parts/skills`
    for (const one of [tom, grace]) await one.page.goto(part)
    await tom.page.locator('textarea[name="agreed"]').fill('Cook three meals that they like, on Sundays.')
    await press(tom.page, button(tom.page, 'Save these words'))
    await grace.page.locator('textarea[name="agreed"]').fill('A driving theory book from the library.')
    await press(grace.page, button(grace.page, 'Save these words'))
    const both = await words(grace.page)
    assert.match(both, /Someone saved another version while you were writing/)
    assert.match(both, /Cook three meals that they like/)
    assert.equal(await grace.page.locator('textarea[name="agreed"]').inputValue(), 'A driving theory book from the library.')
    await press(grace.page, button(grace.page, 'Save mine instead'))
    await tom.page.goto(part)
    await tom.page.locator('summary', { hasText: 'Words that were written over' }).click()
    assert.match(await words(tom.page), /Cook three meals that they like/, 'what was written over can be read')
    for (const visitor of [tom, grace]) await visitor.close()
  })

  for (const scripts of [true, false]) {
    test(`What needs doing about steps, a review that something asks for, and plans to sign in a row (360 px, scripts ${scripts ? 'on' : 'off'})`, { timeout: 120_000 }, async () => {
      const adviser = await visit(house.browser, house.base, { scripts })
      await signIn(adviser, priya)
      const { page } = adviser
      const look = async (which) => {
        if (!scripts) return
        await noSidewaysScroll(which)
        await accessible(which)
      }
      await page.goto('/adviser/steps')
      assert.match(await words(page), /steps are open for/)
      await look(page)
      await press(page, page.locator('.app-views a', { hasText: 'Overdue' }))
      assert.equal(new URL(page.url()).search, '?show=overdue')
      await press(page, page.locator('main .app-list a').first())
      assert.match(new URL(page.url()).pathname, /plan\/versions\/\d+$/, 'a row leads to the part of the plan')
      await page.goto('/adviser/today?show=month')
      const row = page.locator('.app-due__item', { hasText: 'early plan review' }).first()
      // It stands on its own day, which may be in the folded list.
      if (!(await row.isVisible())) await page.locator('section.app-due details', { has: row }).locator('summary').first().click()
      assert.match(await row.innerText(), /Care Leavers Regulations 2010, reg 7/)
      await press(page, row.locator('.app-close a'))
      const form = page.locator('form.app-close__form')
      await look(page)
      await form.locator('input[name="how"][value="elsewhere"]').check()
      await form.locator('input[name="why"]').fill('With them at the centre: the plan still fits, and the fund pays tonight')
      await press(page, form.locator('button[type="submit"]'))
      const manager = await visit(house.browser, house.base, { scripts })
      await signIn(manager, dawn)
      await manager.page.goto('/manager/plans')
      await press(manager.page, manager.page.locator('main a', { hasText: 'one after another' }))
      assert.match(await words(manager.page), /1 of \d+/)
      await look(manager.page)
      await press(manager.page, manager.page.locator('a[rel="next"]'))
      assert.match(await words(manager.page), /2 of \d+/)
      await manager.page.goto('/manager/steps')
      assert.match(await words(manager.page), /carried over twice/)
      await look(manager.page)
      assert.deepEqual([...adviser.faults, ...manager.faults], [])
      for (const visitor of [adviser, manager]) await visitor.close()
    })
  }
}
