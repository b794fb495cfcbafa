import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import { follow, journey, path, words } from '../support/journey.mjs'
import { weigh } from '../support/browser.mjs'

const jay = { who: 'jay', names: ['Jay', 'Linton'] }

export function register(house) {
  journey(house, 'Jay sees what he can get, opens one thing and reads why, with his own dates', jay, async ({ page }, stop) => {
    assert.equal(path(page), '/home')
    await stop()
    await follow(page, page.locator('main a[href^="/what-you-can-get"]').first())
    if (path(page) !== '/what-you-can-get') await page.goto('/what-you-can-get')
    assert.match(await words(page), /£3,500/, 'money for a first home, with its amount')
    assert.match(await words(page), /yours now/i)
    await stop()
    await follow(page, page.locator('main a[href^="/what-you-can-get/"]').first())
    assert.match(path(page), /^\/what-you-can-get\/[^/]+$/)
    await stop()
    await follow(page, page.locator('main a[href$="/why"]').first())
    assert.match(await words(page), /20(2[0-9]|19)/, 'dates of his own')
    await stop()
  })

  journey(house, 'Jay reads why he is who he is in law, and who has looked at his record', jay, async ({ page }, stop) => {
    await page.goto('/why')
    await stop()
    await page.goto('/who-has-looked')
    assert.match(await words(page), /Priya Nair/, 'his adviser has looked')
    await stop()
    await page.goto('/account')
    await stop()
  })

  journey(house, 'Jay sees his adviser and how to reach her on every page', jay, async ({ page }, stop) => {
    for (const at of ['/home', '/what-you-can-get', '/why']) {
      await page.goto(at)
      const everything = await page.locator('body').innerText()
      assert.match(everything, /Priya Nair/, at)
      assert.ok((await page.locator('a[href^="tel:"]').count()) > 0, `${at} has a number to call`)
      assert.ok((await page.locator('a[href="/help-now"]').count()) > 0, `${at} leads to Help now`)
    }
    await stop()
  })

  journey(house, 'Amira, 17 and on short breaks, sees what is hers and what has to be asked', { who: 'amira', names: ['Amira', 'Cole'] }, async ({ page }, stop) => {
    await page.goto('/what-you-can-get')
    const all = await words(page)
    assert.match(all, /Yours now/i, 'something is hers today')
    assert.match(await page.locator('main').textContent(), /Do you have somewhere safe to stay\?/, 'a short row asks what it waits for')
    await page.goto('/what-you-can-get?need=home')
    assert.match(await words(page), /We need to ask you first/, 'what nobody asked is asked, not refused')
    await stop()
  })

  test('her pages show the day of the demonstration', { timeout: 60_000 }, async () => {
    const answer = await fetch(`${house.base}/sign-in`)
    assert.match(await answer.text(), /23 November 2026/)
  })

  test('a signed-in page weighs at most 60 KB in 8 requests, again 20 KB', { timeout: 120_000 }, async () => {
    for (const path of ['/home', '/what-you-can-get', '/why']) {
      const { first, again } = await weigh(house.browser, house.base, path, { who: 'jay' })
      assert.ok(first.bytes > 1000 && first.bytes <= 60_000, `${path}: ${first.bytes} bytes at first`)
      assert.ok(first.requests <= 8, `${path}: ${first.requests} requests`)
      assert.ok(again.bytes <= 20_000, `${path}: ${again.bytes} bytes again`)
    }
  })
}
