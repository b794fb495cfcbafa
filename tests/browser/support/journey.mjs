// Runs a journey on a phone and on a laptop, with scripts and without, and checks each stop.
import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import { accessible, noSidewaysScroll, signIn, visit, wellFormed } from './browser.mjs'

/**
 * Walks one journey four ways. `walk` gets a visitor and `stop()`, which is called on every page that is reached.
 * Accessibility and layout are measured once for each width, with scripts on; without scripts every step must still work.
 */
export function journey(house, sentence, { who, names = [] }, walk) {
  for (const size of ['phone', 'laptop']) {
    for (const scripts of [true, false]) {
      test(`${sentence} (${size}, scripts ${scripts ? 'on' : 'off'})`, { timeout: 180_000 }, async () => {
        const visitor = await visit(house.browser, house.base, { size, scripts })
        try {
          if (who) await signIn(visitor, who)
          let stops = 0
          const stop = async () => {
            stops += 1
            await wellFormed(visitor.page, names)
            if (scripts) {
              await noSidewaysScroll(visitor.page)
              await accessible(visitor.page)
            }
          }
          await walk(visitor, stop)
          assert.ok(stops > 0, 'the journey stopped somewhere')
          assert.deepEqual(visitor.faults, [])
        } finally {
          await visitor.close()
        }
      })
    }
  }
}

export const path = (page) => new URL(page.url()).pathname

/** Follows a link and waits for the page behind it. */
export async function follow(page, link) {
  const here = page.url()
  await Promise.all([page.waitForURL((url) => url.href !== here), link.click()])
}

/** The visible words of the main part. */
export const words = (page) => page.locator('main').innerText()
