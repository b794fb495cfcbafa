import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import { follow, journey, path, words } from '../support/journey.mjs'
import { weigh } from '../support/browser.mjs'

const dawn = { who: 'dawn.fairley@stockton-riverside.example' }

export function register(house) {
  journey(house, 'Dawn sees who is not getting what they are owed, and the people behind a number', dawn, async ({ page }, stop) => {
    await page.goto('/manager/coverage')
    const coverage = await words(page)
    for (const word of [/Due/, /Given/, /Gap in people/, /Gap in pounds/, /£[0-9,]+/, /Leaving Care North/]) assert.match(coverage, word)
    assert.ok((await page.locator('main figure .app-bars li').count()) > 0, 'there is a picture')
    await stop()
    await follow(page, page.locator('main a[href^="/manager/coverage/people"]').first())
    assert.equal(path(page), '/manager/coverage/people')
    await stop()
  })

  journey(house, 'Dawn gives somebody an adviser, is told so, and finds where a name is written', dawn, async ({ page }, stop) => {
    await page.goto('/manager/people?show=everyone')
    await stop()
    await page.getByLabel(/Jay Linton/).check({ force: true })
    await page.locator('#adviser').selectOption({ label: await page.locator('#adviser option', { hasText: 'Priya Nair' }).innerText() })
    await Promise.all([page.waitForURL(/done=/), page.getByRole('button', { name: 'Save for the people you selected' }).click()])
    assert.match(await words(page), /It was already so for 1 person: Jay Linton/)
    await stop()
    await follow(page, page.locator('main a[href*="/name"]').first())
    assert.match(await words(page), /Correct the name/)
    await stop()
  })

  journey(house, 'Dawn finds where a return is imported and who opened records outside their caseload', dawn, async ({ page }, stop) => {
    await page.goto('/manager/import')
    await stop()
    await page.goto('/manager/openings')
    await stop()
  })

  test('coverage weighs at most 150 KB in 15 requests, again 60 KB', { timeout: 60_000 }, async () => {
    const { first, again } = await weigh(house.browser, house.base, '/manager/coverage', { who: dawn.who, size: 'laptop' })
    assert.ok(first.bytes > 1000 && first.bytes <= 150_000, `${first.bytes} bytes at first`)
    assert.ok(first.requests <= 15, `${first.requests} requests`)
    assert.ok(again.bytes <= 60_000, `${again.bytes} bytes again`)
  })
}
