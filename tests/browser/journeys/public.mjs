import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import { journey, path, words } from '../support/journey.mjs'
import { visit, weigh } from '../support/browser.mjs'

export function register(house) {
  journey(house, 'somebody in need reaches Help now from the first page without signing in', {}, async ({ page }, stop) => {
    await page.goto('/sign-in')
    await stop()
    await page.locator('a[href="/help-now"]').first().click()
    assert.equal(path(page), '/help-now')
    assert.match(await words(page), /999/)
    await stop()
  })

  journey(house, 'a wrong passphrase keeps the name, says what to do and gives nothing away', {}, async ({ page }, stop) => {
    await page.goto('/sign-in')
    await page.locator('input[name="name"]').fill('nobody-here')
    await page.locator('input[name="passphrase"]').fill('not the passphrase')
    await page.locator('input[name="own_phone"][value="yes"]').check()
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.locator('.govuk-error-summary, [role="alert"]').first().waitFor()
    assert.match(await page.title(), /^Error: /)
    assert.equal(await page.locator('input[name="name"]').inputValue(), 'nobody-here')
    await stop()
  })

  journey(house, 'a mistyped address says so and leads on', {}, async ({ page }, stop) => {
    const answer = await page.goto('/there-is-no-such-page')
    assert.equal(answer.status(), 404)
    assert.ok((await page.locator('main a').count()) > 0, 'the page leads on')
    await stop()
  })

  test('a first visit weighs at most 60 KB in 8 requests, the same page again 20 KB', { timeout: 60_000 }, async () => {
    for (const path of ['/sign-in', '/help-now']) {
      const { first, again } = await weigh(house.browser, house.base, path)
      assert.ok(first.bytes > 1000 && first.bytes <= 60_000, `${path}: ${first.bytes} bytes at first`)
      assert.ok(first.requests <= 8, `${path}: ${first.requests} requests`)
      assert.ok(again.bytes <= 20_000, `${path}: ${again.bytes} bytes again`)
    }
  })

  test('the sign-in page of the demonstration lists an account of every role', { timeout: 30_000 }, async () => {
    const visitor = await visit(house.browser, house.base)
    try {
      await visitor.page.goto('/sign-in')
      const said = await visitor.page.locator('main').textContent()
      for (const role of [/young people/i, /adviser/i, /manager/i, /reviewing officer/i, /hub/i, /administrator/i]) assert.match(said, role)
    } finally {
      await visitor.close()
    }
  })
}
