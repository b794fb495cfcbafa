import { strict as assert } from 'node:assert'
import { after, before } from 'node:test'
import { startDemo } from '../support/demo.mjs'
import { follow, journey, path, words } from '../support/journey.mjs'

const dawn = { who: 'dawn.fairley@stockton-riverside.example' }

const header = 'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n770001,1,02/12/2008,WBRI,,,\n'
const episodes =
  'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n' +
  '770001,01/05/2024,S,V2,N1,U6,PR1,,,,,,\n770001,31/06/2026,S,V2,N1,U6,PR1,,,,,,\n'
const files = [
  { name: 'header.csv', mimeType: 'text/csv', buffer: Buffer.from(header) },
  { name: 'episodes.csv', mimeType: 'text/csv', buffer: Buffer.from(episodes) },
]

export function register(house) {
  // A borough of its own: what is taken in here is seen by nobody else's journey.
  const own = {
    get browser() {
      return house.browser
    },
  }
  before(async () => {
    own.demo = await startDemo()
    own.base = own.demo.base
  })
  after(() => own.demo?.stop())

  journey(own, 'Dawn says which year a return is for, sees what is wrong first, takes it in, and takes it back whole', dawn, async ({ page }, stop) => {
    await page.goto('/manager/import')
    await stop()
    await page.locator('#files').setInputFiles(files)
    await follow(page, page.getByRole('button', { name: 'See what would change' }))
    assert.match(await words(page), /Which year are these files for\?/)
    await stop()
    await page.locator('#year').fill('2026-27')
    await follow(page, page.getByRole('button', { name: 'See what would change' }))
    const shown = await words(page)
    assert.match(shown, /Nothing is saved yet/)
    assert.ok(shown.indexOf('There is no 31 June 2026') < shown.indexOf('Then: what would change'), 'what is wrong stands first')
    assert.ok(shown.indexOf('Then: what would change') < shown.indexOf('Take in exactly this'), 'and the button last')
    assert.doesNotMatch(shown, /overdue|late\b/i)
    await stop()

    const here = path(page)
    await Promise.all([page.waitForResponse((answer) => answer.status() === 422), page.getByRole('button', { name: 'Take in exactly this' }).click()])
    assert.match(await page.title(), /^Error: /)
    await stop()
    await page.getByLabel(/Leave them out for now/).check({ force: true })
    await page.getByLabel(/Take it in although/).check({ force: true })
    await Promise.all([page.waitForURL((url) => url.pathname === here), page.getByRole('button', { name: 'Take in exactly this' }).click()])
    await page.getByRole('heading', { name: 'This return is in use' }).waitFor()
    await stop()

    await follow(page, page.locator('main a[href="/manager/import#waiting"]'))
    const touched = await page.locator('#waiting').locator('xpath=ancestor::section').locator('tbody tr').allInnerTexts()
    assert.match(touched[0], /Turns 18 on/, 'whoever turns 18 soonest comes first')
    await stop()

    await page.goto('/manager/import/years')
    await stop()
    await page.goto(`${here}/take-back`)
    await stop()
    await page.locator('#why').fill('It was a draft of one child.')
    await Promise.all([page.waitForURL((url) => url.pathname === here), page.getByRole('button', { name: 'Take this return back' }).click()])
    assert.match(await words(page), /This return was taken back[^]*It was a draft of one child\.[^]*Dawn Fairley/)
    await stop()
    await page.goto('/manager/import/joined')
    await stop()
  })
}
