import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import { follow, journey, path, words } from '../support/journey.mjs'
import { weigh } from '../support/browser.mjs'

const priya = { who: 'priya.nair@stockton-riverside.example', names: ['Jay', 'Linton', 'Amara'] }

export function register(house) {
  journey(house, 'Priya opens Jay from her people, sees his status and why, each entitlement and his care history', priya, async ({ page }, stop) => {
    await page.goto('/adviser/people')
    const people = await words(page)
    assert.match(people, /Jay Linton/)
    assert.doesNotMatch(people, /Tyler Boyd/, 'Tyler is on another caseload')
    await stop()
    await follow(page, page.locator('main a', { hasText: /Jay/ }).first())
    assert.match(path(page), /^\/adviser\/people\/[0-9a-f-]{36}$/)
    const person = path(page)
    assert.match(await words(page), /former relevant/i)
    await stop()
    await follow(page, page.locator('main a[href*="/entitlements/"]').first())
    assert.match(await words(page), /Children Act 1989|CA 1989|regulation|s\.\s?23/i, 'the provision stands there')
    await stop()
    await page.goto(`${person}/care-history`)
    assert.match(await words(page), /days/, 'every day is counted')
    await stop()
    await page.goto(`${person}/what-if`)
    await stop()
    await page.goto(`${person}/facts`)
    assert.match(await words(page), /what we know/i)
    await stop()
    await follow(page, page.locator('main a[href*="/facts/"]').first())
    assert.match(await words(page), /we do not know|day|pounds|£/i, 'the question and its answers')
    await stop()
    await page.goto(`${person}/name`)
    await stop()
    await page.goto(`${person}/invitation`)
    await stop()
  })

  journey(house, 'Priya looks for somebody outside her caseload and is asked for a reason', priya, async ({ page }, stop) => {
    await page.goto('/adviser/search')
    await stop()
  })

  test("a staff page weighs at most 150 KB in 15 requests, again 60 KB", { timeout: 60_000 }, async () => {
    const { first, again } = await weigh(house.browser, house.base, '/adviser/people', { who: priya.who, size: 'laptop' })
    assert.ok(first.bytes > 1000 && first.bytes <= 150_000, `${first.bytes} bytes at first`)
    assert.ok(first.requests <= 15, `${first.requests} requests`)
    assert.ok(again.bytes <= 60_000, `${again.bytes} bytes again`)
  })
}
