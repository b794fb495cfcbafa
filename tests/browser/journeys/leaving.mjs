// She taps leave, he presses Back: nothing personal is left on the screen.
import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import { signIn, visit } from '../support/browser.mjs'

export function register(house) {
  for (const scripts of [true, false]) {
    test(`after leaving, Back and Forward show nothing personal (scripts ${scripts ? 'on' : 'off'})`, { timeout: 120_000 }, async () => {
      for (let time = 0; time < 5; time += 1) {
        const visitor = await visit(house.browser, house.base, { scripts })
        const { page } = visitor
        try {
          await signIn(visitor, 'jay')
          await page.goto('/what-you-can-get')
          await page.goto('/home')
          assert.match(await page.locator('body').innerText(), /Jay|Priya/, 'there was something personal to leave')
          await page.locator('a[href="/leave"], button:has-text("Leave")').first().click()
          await page.waitForLoadState()
          for (const step of ['goBack', 'goBack', 'goForward', 'goBack']) {
            await page[step]({ timeout: 5_000 }).catch(() => undefined)
            const left = await page.locator('body').innerText()
            assert.doesNotMatch(left, /Jay|Linton|Priya|£3,[05]00/, `${step}: ${page.url()}`)
          }
          await page.goto('/home')
          assert.notEqual(new URL(page.url()).pathname, '/home', 'the session is over')
        } finally {
          await visitor.close()
        }
      }
    })
  }

  test('on a shared phone the address bar and the history hold neutral words only', { timeout: 60_000 }, async () => {
    const visitor = await visit(house.browser, house.base)
    try {
      await signIn(visitor, 'jay')
      for (const at of ['/home', '/what-you-can-get', '/why', '/account']) {
        await visitor.page.goto(at)
        const title = await visitor.page.title()
        assert.doesNotMatch(title, /jay|linton|care|social|entitle|leav(er|ing care)/i, at)
      }
    } finally {
      await visitor.close()
    }
  })
}
