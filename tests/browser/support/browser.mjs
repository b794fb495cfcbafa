// A real browser, and what is asked of every page in it.
import { strict as assert } from 'node:assert'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'
import { passphrase } from './demo.mjs'

const executablePath = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)

export const launch = () =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })

export const sizes = { phone: { width: 360, height: 740 }, laptop: { width: 1280, height: 900 } }

/** A fresh visitor. `faults` collects what no page may do: console errors, requests to other hosts, failed requests. */
export async function visit(browser, base, { size = 'phone', scripts = true, dark = false, serviceWorkers = 'allow' } = {}) {
  const context = await browser.newContext({
    baseURL: base,
    serviceWorkers,
    viewport: sizes[size],
    javaScriptEnabled: scripts,
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const faults = []
  page.on('pageerror', (error) => faults.push(`script error: ${error.message}`))
  page.on('console', (line) => {
    if (['error', 'warning'].includes(line.type()) && !line.text().includes('status of 4')) faults.push(`console: ${line.text()}`)
  })
  context.on('request', (request) => {
    const url = new URL(request.url())
    if (/^(https?|wss?):$/.test(url.protocol) && url.origin !== base) faults.push(`outside host: ${url.origin}`)
  })
  context.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? ''
    if (!why.includes('ERR_ABORTED')) faults.push(`failed: ${request.url()} ${why}`)
  })
  return { context, page, faults, scripts, close: () => context.close() }
}

/** Signs in through the page, as a person would, on a phone of one's own. */
export async function signIn({ page }, who) {
  await page.goto('/sign-in')
  await page.locator('input[name="name"]').fill(who)
  await page.locator('input[name="passphrase"]').fill(passphrase)
  await page.locator('input[name="own_phone"][value="yes"]').check()
  await Promise.all([page.waitForURL((url) => url.pathname !== '/sign-in'), page.getByRole('button', { name: 'Sign in', exact: true }).click()])
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds, with the window as tall as the page: a sticky bar otherwise hides a target by chance. */
export async function axe(page) {
  const before = page.viewportSize()
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width: before.width, height: Math.max(before.height, height + 20) })
  await page.evaluate(axeSource)
  const { violations, passes } = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: { type: 'tag', values: tags } }), rules)
  await page.setViewportSize(before)
  assert.ok(passes.length > 5, 'axe looked at something')
  return violations.map((found) => `${found.id}: ${found.help}\n    ${found.nodes.map((node) => node.target.join(' ')).join('\n    ')}`)
}

/** No violation in light and in dark. */
export async function accessible(page) {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    assert.deepEqual(await axe(page), [], `axe, ${colorScheme}, ${new URL(page.url()).pathname}, ${page.viewportSize().width} px`)
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
}

/** Nothing sticks out sideways at 320 px, nor with text at 200 % on 360. */
export async function noSidewaysScroll(page) {
  const before = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 640 })
  const out = await page.evaluate(() => {
    const room = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= room) return []
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > room + 1)
      .slice(0, 5)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className} to ${Math.round(element.getBoundingClientRect().right)} px`)
  })
  await page.setViewportSize(before)
  assert.deepEqual(out, [], `sideways scroll at 320 px on ${new URL(page.url()).pathname}`)
}

/** One h1, a language, a main part, no name in the title; every id once. */
export async function wellFormed(page, names = []) {
  const found = await page.evaluate(() => ({
    h1: document.querySelectorAll('h1').length,
    main: document.querySelectorAll('main#main').length,
    lang: document.documentElement.lang,
    title: document.title,
    twice: [...document.querySelectorAll('[id]')].map((element) => element.id).filter((id, at, all) => all.indexOf(id) !== at),
    inline: document.querySelectorAll('[style], style').length,
  }))
  const where = new URL(page.url()).pathname
  assert.equal(found.h1, 1, `${where} has one h1`)
  assert.equal(found.main, 1, `${where} has main#main`)
  assert.match(found.lang, /^[a-z]{2}/, `${where} says its language`)
  assert.deepEqual(found.twice, [], `${where} has each id once`)
  assert.equal(found.inline, 0, `${where} has no inline style`)
  assert.ok(found.title.length > 5, `${where} has a title`)
  for (const name of names) assert.ok(!found.title.includes(name), `${where}: the title holds a name`)
}

/** Bytes and requests of one page as they come over the wire, first visit and again. */
export async function weigh(browser, base, path, { who, size } = {}) {
  // What a service worker fetches for the page would not be counted, and it may wake at any moment.
  const visitor = await visit(browser, base, { size, serviceWorkers: 'block' })
  try {
    if (who) {
      await signIn(visitor, who)
      // The sign-in has filled the cache; a first visit has none.
      const empty = await visitor.context.newCDPSession(visitor.page)
      await empty.send('Network.enable')
      await empty.send('Network.clearBrowserCache')
    }
    const measure = async () => {
      const session = await visitor.context.newCDPSession(visitor.page)
      await session.send('Network.enable')
      let bytes = 0
      let requests = 0
      let finished = 0
      session.on('Network.loadingFinished', (event) => {
        finished += 1
        bytes += event.encodedDataLength
      })
      session.on('Network.requestWillBeSent', () => (requests += 1))
      await visitor.page.goto(path, { waitUntil: 'networkidle' })
      // The browser tells of the bytes, first and last, a moment after the page has settled.
      for (let waited = 0; (bytes === 0 || finished < requests) && waited < 6000; waited += 50) {
        await visitor.page.waitForTimeout(50)
      }
      await session.detach()
      return { bytes, requests }
    }
    return { first: await measure(), again: await measure() }
  } finally {
    await visitor.close()
  }
}
