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

/** Presses what leads to another page, or to the same one again. */
export async function press(page, what) {
  const done = page.waitForEvent('load')
  await what.click()
  await done
}

/** Presses the button of this name, and waits for the page that answers. A click alone may return before the old page is gone. */
export const on = (page, name) => press(page, page.getByRole('button', { name, exact: true }))

export const button = (page, name) => page.getByRole('button', { name }).first()

/** On a phone of 360 px, with scripts and without; every stop is looked at as `journey` does. */
export function onThePhone(house, sentence, names, walk) {
  for (const scripts of [true, false]) {
    test(`${sentence} (360 px, scripts ${scripts ? 'on' : 'off'})`, { timeout: 180_000 }, async () => {
      const visitors = []
      const open = async (who, more = {}) => {
        const visitor = await visit(house.browser, house.base, { scripts, ...more })
        visitors.push(visitor)
        if (who) await signIn(visitor, who)
        return visitor.page
      }
      const stop = async (page) => {
        await wellFormed(page, names)
        if (scripts) {
          await noSidewaysScroll(page)
          await accessible(page)
        }
      }
      try {
        await walk({ open, stop, scripts })
        // Back to a page that was the answer to a form is refused, as it should be.
        const faults = visitors.flatMap((visitor) => visitor.faults).filter((fault) => !fault.endsWith('/check net::ERR_CACHE_MISS'))
        assert.deepEqual(faults, [])
      } finally {
        for (const visitor of visitors) await visitor.close()
      }
    })
  }
}
