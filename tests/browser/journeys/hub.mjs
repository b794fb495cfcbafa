// The hub with its partners: a mother who asks for help, a teacher who has not told the family, police and health taking part, a family
// that is told later, a call that is written down, and what the family may read.
import { strict as assert } from 'node:assert'
import { after, before } from 'node:test'
import { startDemo } from '../support/demo.mjs'
import { follow, journey, on, path, words } from '../support/journey.mjs'

const sam = 'sam.pickering@stockton-riverside.example'
const pick = (page, value) => page.locator(`input[type=radio][value="${value}"]`).first().check()

async function choose(page, value) {
  await pick(page, value)
  await on(page, 'Go on')
}

async function day(page, name, [date, month, year]) {
  await page.locator(`[name="${name}-day"]`).fill(date)
  await page.locator(`[name="${name}-month"]`).fill(month)
  await page.locator(`[name="${name}-year"]`).fill(year)
}

const today = ['23', '11', '2026']

export function register(house) {
  // Sunday, ten past three at night: a house of its own, whose clock stands still.
  const night = {
    get browser() {
      return house.browser
    },
  }
  before(async () => {
    night.demo = await startDemo(['--relaxed-limits', '--at', '2026-11-29T03:10:00'])
    night.base = night.demo.base
  })
  after(() => night.demo?.stop())

  journey(night, 'a child at ten past three on a Sunday is told who answers now, and by when', {}, async ({ page }, stop) => {
    await page.goto('/worried')
    assert.match(await words(page), /999[\s\S]*the emergency team answers now/)
    await stop()
    await pick(page, 'worried')
    await on(page, 'Start')
    await choose(page, 'child')
    await choose(page, 'now')
    await page.locator('#about').fill('Me, Danny, 15')
    await on(page, 'Go on')
    assert.match(await words(page), /Where do you live\?/)
    await stop()
    await on(page, 'Go on')
    await page.locator('#words').fill('He hit me again and he is downstairs')
    await on(page, 'Go on')
    await on(page, 'Go on')
    await on(page, 'Send it')
    assert.match(await words(page), /The hub is closed at this hour[\s\S]*by Tuesday 1 December at 9am/)
    assert.match(await words(page), /0800 1111/)
    await stop()
  })

  journey(house, 'a mother asks for help with her family', {}, async ({ page }, stop) => {
    await page.goto('/worried')
    await pick(page, 'help')
    await on(page, 'Start')
    await choose(page, 'parent')
    await choose(page, 'not_named')
    await page.locator('#about').fill('My two boys, 4 and 6, and me')
    await on(page, 'Go on')
    await choose(page, 'ours')
    assert.match(await words(page), /What would help\?/)
    await stop()
    await page.locator('#words').fill('I have been ill, and the money runs out on the twentieth.')
    await on(page, 'Go on')
    await page.locator('#reach').fill('01632 960 181, mornings')
    await on(page, 'Go on')
    await on(page, 'Send it')
    assert.match(await words(page), /We answer you the way you said is safe/)
    await stop()
  })

  journey(house, 'a teacher who has not told the family says why, or goes no further', {}, async ({ page }, stop) => {
    await page.goto('/worried')
    await pick(page, 'worried')
    await on(page, 'Start')
    await choose(page, 'work')
    await choose(page, 'later')
    assert.match(await words(page), /Have you talked to the family about this\?/)
    await stop()
    await choose(page, 'no')
    await page.locator('.govuk-error-summary').waitFor()
    await stop()
    await pick(page, 'child')
    await page.locator('#more').fill('Her stepfather is home all day, and she is afraid of him')
    await on(page, 'Go on')
    await page.locator('#about').fill('Mia, 14, Northgate School')
    await on(page, 'Go on')
    await choose(page, 'neighbour')
    await page.locator('#words').fill('She has slept at three friends’ homes this month')
    await on(page, 'Go on')
    await on(page, 'Go on')
    assert.match(await words(page), /The child could be harmed/)
    await on(page, 'Send it')
    assert.match(await words(page), /H-[0-9A-Z]{4}-[0-9A-Z]{4}/)
  })

  journey(house, 'the hub decides with police and health, withdraws it, and what is to do stands below the queue', { who: sam }, async ({ page }, stop) => {
    await page.goto('/hub/contacts')
    await stop()
    await follow(page, page.getByRole('link', { name: 'Write down a call' }))
    await stop()
    await on(page, 'Put it in the queue')
    await page.locator('.govuk-error-summary').waitFor()
    await stop()
    for (const [name, value] of [['how', 'phone'], ['door', 'help'], ['who', 'parent'], ['harm', 'not_named'], ['screened', 'not_named']])
      await page.locator(`input[name="${name}"][value="${value}"]`).check()
    await page.locator('#about').fill('Her daughter, 7, and herself')
    await page.locator('#words').fill('She can’t get her to school any more')
    await page.locator('#reach').fill('01632 960 182')
    await on(page, 'Put it in the queue')
    const contact = path(page)
    assert.match(await words(page), /by phone: written down by Sam Pickering/)
    await stop()
    for (const agency of ['police', 'health']) {
      await page.goto(`${contact}/answer`)
      await stop()
      await page.locator(`input[name="agency"][value="${agency}"]`).check()
      await page.locator('#name').fill('Whoever was on duty')
      await page.locator('#words').fill('Nothing is known here')
      await page.locator('input[name="ground"][value="agreement"]').check()
      await on(page, 'Save')
      assert.equal(path(page), contact)
    }
    await page.goto(`${contact}/agreement`)
    await pick(page, 'yes')
    await page.locator('#words').fill('She said so on the phone')
    await on(page, 'Save')
    await page.goto(`${contact}/decision`)
    await stop()
    await pick(page, 'early_help')
    await page.locator('#name').fill('Sam Pickering, police and the school nurse')
    await page.locator('#words').fill('She asks for it')
    await page.locator('#police').selectOption('agrees')
    await page.locator('#health').selectOption('differs')
    await page.locator('#health-why').fill('A visit at home first')
    await on(page, 'Save')
    assert.equal(path(page), contact)
    assert.match(await words(page), /Health sees it differently/)
    await stop()
    await follow(page, page.getByRole('link', { name: 'The Early Help assessment begins' }))
    await stop()
    await pick(page, 'begin')
    await day(page, 'on', today)
    await page.locator('#name').fill('Early Help, Mo')
    await on(page, 'Save')
    assert.match(await words(page), /Done on 23 November 2026 by Early Help, Mo/)
    await page.goto(`${contact}/sent`)
    await stop()
    await page.goto('/hub/contacts')
    assert.match(await words(page), /Decided, and still to do/)
    await page.goto(`${contact}/withdraw`)
    await stop()
    await page.locator('#words').fill('Her sister rang')
    await on(page, 'Save')
    assert.match(await words(page), /That was withdrawn/)
    await stop()
  })

  journey(house, 'a family that is not told is told later, and then there is a copy for them', { who: sam }, async ({ page }, stop) => {
    await page.goto('/hub/call')
    for (const [name, value] of [['how', 'in_person'], ['door', 'worried'], ['who', 'public'], ['harm', 'later'], ['screened', 'later']])
      await page.locator(`input[name="${name}"][value="${value}"]`).check()
    await page.locator('#about').fill('A girl of about 6, Tern Road')
    await page.locator('#words').fill('Shouting and crying every night')
    await on(page, 'Put it in the queue')
    const contact = path(page)
    await page.goto(`${contact}/telling`)
    await pick(page, 'not_told')
    await page.locator('input[name="because"][value="child"]').check()
    await day(page, 'again', ['25', '11', '2026'])
    await page.locator('#name').fill('Sam Pickering, agreed with the duty manager')
    await page.locator('#words').fill('She may be hit for it')
    await on(page, 'Save')
    await page.goto(`${contact}/family`)
    assert.match(await words(page), /There is no copy to give out until they are told/)
    await stop()
    await page.goto(`${contact}/copy`)
    assert.equal(path(page), `${contact}/family`)
    await page.goto('/hub/contacts')
    assert.match(await words(page), /Families to be told/)
    await page.goto(`${contact}/telling`)
    await page.locator('input[name="telling"][value="told"]').check()
    await day(page, 'on', today)
    await page.locator('#name').fill('Sam Pickering, at school with her aunt')
    await on(page, 'Save')
    await page.goto(`${contact}/family`)
    await follow(page, page.getByRole('link', { name: /^Leave it out/ }).first())
    await stop()
    await page.locator('input[value="somebody_else"]').check()
    await on(page, 'Save')
    assert.match(await words(page), /Left out/)
    await follow(page, page.getByRole('link', { name: 'See their copy, to print' }))
    assert.match(await words(page), /Something was left out/)
    assert.doesNotMatch(await words(page), /Shouting and crying/)
    await stop()
  })

  journey(house, 'the hub shares a line with an adviser', { who: sam }, async ({ page }, stop) => {
    await page.goto('/hub/contacts')
    const contact = await page.locator('main table a.app-row-link').first().getAttribute('href')
    await page.goto(`${contact}/adviser`)
    await stop()
    await on(page, 'Share this line')
    await page.locator('.govuk-error-summary').waitFor()
    await stop()
  })

  journey(house, 'an adviser reads the line that the hub shared, and no more', { who: 'tom.whitfield@stockton-riverside.example' }, async ({ page }, stop) => {
    await page.goto('/adviser/today')
    assert.match(await words(page), /The children’s hub shared on/)
    assert.doesNotMatch(await words(page), /Mill Terrace/)
    await stop()
  })

  journey(house, 'a manager sees the hub in figures', { who: 'dawn.fairley@stockton-riverside.example' }, async ({ page }, stop) => {
    await page.goto('/manager/hub')
    assert.match(await words(page), /Decided within 1 working day/)
    await stop()
  })
}
