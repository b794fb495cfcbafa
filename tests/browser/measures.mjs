// Measures the main pages against the table of goals and writes docs/measures.md. Run by scripts/measures.
// It ends with 1 when a limit is broken, after writing what it found.
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { axe, launch, signIn, sizes, visit, weigh } from './support/browser.mjs'
import { startDemo } from './support/demo.mjs'
import { readingAge } from './support/reading.mjs'

const file = fileURLToPath(new URL('../../docs/measures.md', import.meta.url))
const staffAt = (name) => `${name}@stockton-riverside.example`
const [priya, dawn, officer, sam, administrator] = ['priya.nair', 'dawn.fairley', 'judith.okafor', 'sam.pickering', 'rowan.ellis'].map(staffAt)

const limits = {
  young: { bytes: 60_000, requests: 8, again: 20_000, age: 11, small: 4 },
  staff: { bytes: 150_000, requests: 15, again: 60_000, age: 14 },
}

const priyas = ['today', 'people', 'steps', 'together', 'group', 'cover', 'law']
const dawns = [
  'coverage', 'plans', 'requests', 'waiting', 'steps', 'overrides', 'refusals', 'emergencies', 'cover', 'people', 'openings', 'law', 'watch', 'hub', 'notices', 'challenges',
  'reviewing-officers', 'import', 'import/years', 'import/joined',
]
const officers = ['people', 'reviews', 'challenges', 'advice', 'advice/new']
const hubs = ['contacts', 'call', 'night', 'earlier', 'partners']

const young = (who, ...all) => all.map((at) => ({ at, kind: 'young', who }))
const staff = (who, below, all) => all.map((at) => ({ at: `${below}/${at}`, kind: 'staff', who }))

const pages = [
  ...young(undefined, '/', '/help-now', '/check', '/sign-in', '/worried', '/worried/back', '/who-answers', '/directory', '/proof', '/privacy', '/accessibility'),
  ...young('jay', '/home', '/what-you-can-get', '/what-you-can-get?need=home'),
  { from: '/what-you-can-get', link: 'Money for your first home', name: 'the page of one thing', kind: 'young', who: 'jay' },
  { from: '/what-you-can-get', link: 'Money for your first home', then: '/why', name: 'why one thing', kind: 'young', who: 'jay' },
  ...young('jay', '/why', '/my-years', '/looking-back', '/my-requests', '/letters', '/about-me', '/wrong', '/wrong/new', '/support', '/who-has-looked'),
  ...young('jay', '/my-plan', '/my-plan/print', '/my-place', '/my-place/right', '/my-place/jobs/new', '/my-place/receipts', '/my-place/receipts/new'),
  ...young('jay', '/work-and-study', '/work-and-study/next/new'),
  ...young('jay', '/money', '/money/plan', '/money/lines/new', '/money/share', '/money/what-if'),
  ...young('jay', '/messages', '/appointments', '/appointments/new', '/check-in'),
  ...young('jay', '/mine', '/mine/reach', '/mine/reminders', '/mine/languages', '/mine/name', '/mine/people', '/mine/people/new', '/mine/documents'),
  ...young('jay', '/mine/documents/new', '/mine/not-again', '/mine/close', '/account'),
  ...staff(priya, '/adviser', priyas),
  { from: '/adviser/people', link: 'Jay', name: 'a person', kind: 'staff', who: priya },
  ...staff(dawn, '/manager', dawns),
  ...staff(officer, '/reviewing', officers),
  ...staff(sam, '/hub', hubs),
  ...staff(administrator, '/admin', ['users', 'teams', 'feeds']),
  { at: '/staff/directory', kind: 'staff', who: sam },
]

/** Who has an account in the demonstration: the closed list is three screens for each of them. */
const youngPeople = ['jay', 'amara', 'zabi', 'luca', 'amira', 'ruby', 'yonas', 'tyler', 'imani', 'shannon']
const threeScreens = 3 * sizes.phone.height

/** From signed in (on Home) to the thing: the links to press, one after another, and what then stands there. */
const taps = [
  { what: 'Who is my adviser', press: [], most: 0, then: 'main :text("Priya Nair")' },
  { what: 'Call them', press: [], most: 1, then: 'main a[href^="tel:"]', last: 1 },
  { what: 'What is my next step', press: [], most: 0, then: 'main .app-route .is-now' },
  { what: 'What is left of the money for my first home', press: ['main a:has-text("Money for your first home")'], most: 1, then: 'main :text("£3,500")' },
  { what: 'Is there enough until pay day', press: ['.app-bar a[href="/money"]'], most: 2, then: 'main .app-big' },
  { what: 'What can I get', press: ['main a[href^="/what-you-can-get"]:not([href*="/what-you-can-get/"])'], most: 3, then: 'main h1' },
  { what: 'Ask for money help', press: ['main a:has-text("Money for your first home")', 'main a[href$="/ask"]'], most: 4, then: 'main form', last: 1 },
  { what: 'Help now', press: ['.app-bar a[href="/help-now"]'], most: 1, then: 'main a[href^="tel:"]' },
]

async function openAt(browser, base, { at, who }, more = {}) {
  const visitor = await visit(browser, base, more)
  if (who) await signIn(visitor, who)
  await visitor.page.waitForLoadState()
  await visitor.page.goto(at)
  return visitor
}

/** Text at 200 %: the browser's own font size doubled, as a person sets it. */
async function atTwice(page) {
  const session = await page.context().newCDPSession(page)
  await page.setViewportSize({ width: 360, height: 740 })
  await session.send('Emulation.setPageScaleFactor', { pageScaleFactor: 1 }).catch(() => {})
  const out = await page.evaluate(() => {
    document.documentElement.style.setProperty('font-size', '200%')
    const room = document.documentElement.clientWidth
    const wide = document.documentElement.scrollWidth
    document.documentElement.style.removeProperty('font-size')
    return wide > room ? wide - room : 0
  })
  await session.detach()
  return out
}

async function sideways(page) {
  const before = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 640 })
  const out = await page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth))
  await page.setViewportSize(before)
  return out
}

/** Links and buttons that stand alone and are lower or narrower than 44 px; those in a sentence are exempt. */
const smallTargets = (page) =>
  page.evaluate(() => {
    const alone = (element) => {
      const block = element.closest('p, li, dd, td, figcaption, label, h1, h2, h3, legend')
      return !block || block.innerText.trim() === element.innerText.trim()
    }
    const seen = (element) => element.checkVisibility?.({ visibilityProperty: true }) && !element.classList.contains('govuk-skip-link')
    return [...document.querySelectorAll('a[href], button, summary, select, input:not([type=hidden])')]
      .filter((element) => seen(element) && alone(element) && !element.matches('[type=radio], [type=checkbox]'))
      .filter((element) => {
        const hit = getComputedStyle(element, '::after').position === 'absolute' ? (element.closest('li, tr, section') ?? element) : element
        const { height, width } = hit.getBoundingClientRect()
        return width > 0 && (height < 43.5 || width < 24)
      })
      .map((element) => element.innerText.trim() || element.name)
  })

/** The address of a page that is known by what leads to it. */
async function found(browser, base, which) {
  if (which.at) return which
  const visitor = await openAt(browser, base, { at: which.from, who: which.who })
  const href = await visitor.page.locator('main a', { hasText: which.link }).first().getAttribute('href')
  await visitor.close()
  return { ...which, at: `${href}${which.then ?? ''}` }
}

async function measure(browser, base, which) {
  const limit = limits[which.kind]
  const size = which.kind === 'staff' ? 'laptop' : 'phone'
  const { first, again } = await weigh(browser, base, which.at, { who: which.who, size })
  const visitor = await openAt(browser, base, which, { size })
  const { page } = visitor
  const found = { ...which, first, again, broken: [] }
  found.axe = 0
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const violations = await axe(page)
    found.axe += violations.length
    for (const violation of violations) found.broken.push(`axe, ${colorScheme}: ${violation}`)
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  found.at320 = await sideways(page)
  found.at200 = await atTwice(page)
  found.small = which.kind === 'young' ? await smallTargets(page) : []
  found.height = await page.evaluate(() => document.documentElement.scrollHeight)
  found.age = readingAge(await page.locator('main').evaluate((real) => {
    const main = real.cloneNode(true)
    for (const name of main.querySelectorAll('[translate=no], table, svg, .app-measure-not')) name.remove()
    // A block is a sentence of its own, with or without a full stop. Names and tables are not prose.
    const blocks = [...main.querySelectorAll('p, li, dd, h1, h2, h3, legend, label, summary')].filter(
      (block) => !block.querySelector('p, li, h1, h2, h3, ul, ol, dl, summary'),
    )
    return blocks.map((block) => block.textContent.replace(/\s+/g, ' ').trim()).filter(Boolean)
  }))
  found.faults = visitor.faults
  await visitor.close()
  const over = (value, most, what) => value > most && found.broken.push(`${what}: ${value}, at most ${most}`)
  over(first.bytes, limit.bytes, 'bytes of a first visit')
  over(first.requests, limit.requests, 'requests')
  over(again.bytes, limit.again, 'bytes again')
  over(found.at320, 0, 'px sideways at 320 px')
  over(found.at200, 0, 'px sideways with text at 200 %')
  over(found.age.age ?? 0, limit.age, 'reading age')
  if (limit.small !== undefined) over(found.small.length, limit.small, `targets under 44 px (${found.small.join(', ')})`)
  for (const fault of found.faults) found.broken.push(fault)
  return found
}

async function countTaps(browser, base, { what, press, most, then, last = 0 }) {
  const visitor = await openAt(browser, base, { at: '/home', who: 'jay' }, { scripts: false })
  const broken = []
  let count = last
  try {
    for (const link of press) {
      const here = visitor.page.url()
      await Promise.all([visitor.page.waitForURL((url) => url.href !== here), visitor.page.locator(link).first().click()])
      count += 1
    }
    if ((await visitor.page.locator(then).count()) === 0) broken.push(`${what}: it is not there (${then})`)
  } catch (why) {
    broken.push(`${what}: ${why.message.split('\n')[0]}`)
  } finally {
    await visitor.close()
  }
  if (count > most) broken.push(`${what}: ${count} taps, at most ${most}`)
  return { what, count, most, broken }
}

async function heights(browser, base) {
  const all = []
  for (const who of youngPeople) {
    const visitor = await openAt(browser, base, { at: '/what-you-can-get', who })
    all.push({ who, height: await visitor.page.evaluate(() => document.documentElement.scrollHeight) })
    await visitor.close()
  }
  return all
}

const kilobytes = (bytes) => (bytes / 1000).toFixed(1)

function report(measured, counted, tall, broken) {
  const rows = measured.map(({ at, name, who, kind, first, again, axe: violations, age, small, at320, at200, height }) =>
    [name ?? `\`${at}\``, who ? who.split('.')[0] : '–', kilobytes(first.bytes), first.requests, kilobytes(again.bytes), violations, age.age === null ? `– (${age.words} words)` : age.age.toFixed(1),
      kind === 'young' ? small.length : '–', at320 || 'none', at200 || 'none', height].join(' | '))
  return `# Measured

Written by \`scripts/measures\` from the demonstration of Monday 23 November 2026, in Chromium, over plain HTTP on this machine; the debug
build sends what the release build sends. It is measured, not judged: it has not been tried with young people or with a screen reader.

Limits, for young people's pages and (staff's): first visit 60 KB and 8 requests (150 KB, 15); the same page again 20 KB (60 KB); axe 0, light
and dark together; reading age 11 (14); at most 4 targets under 44 px; nothing sideways at 320 px or with text at 200 %.

| Page | Who | First visit, KB | Requests | Again, KB | axe | Reading age | Small targets | Sideways at 320 px | At 200 % | Height, px |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${rows.map((row) => `| ${row} |`).join('\n')}

**Reading age** is the Flesch-Kincaid grade of the page's main text plus 5, the usual step from an American school grade to an age.
Syllables are counted by rule, so a word may be out by one; headings and list items count as sentences. It needs 60 words. It measures
the length of words and sentences, not whether somebody understands them.

## Taps, from signed in as Jay, without scripts

| What | Taps | At most |
| --- | ---: | ---: |
${counted.map(({ what, count, most }) => `| ${what} | ${count} | ${most} |`).join('\n')}

## *What you can get*, closed, at 360 px

At most ${threeScreens} px (three screens) for everybody: ${tall.map(({ who, height }) => `${who} ${height}`).join(', ')}.

## Broken

${broken.length ? broken.map((line) => `- ${line.replaceAll('\n', ' ')}`).join('\n') : 'No limit is broken.'}
`
}

const demo = await startDemo()
const browser = await launch()
let broken = []
try {
  const measured = []
  for (const each of pages) {
    const which = await found(browser, demo.base, each)
    const measuredPage = await measure(browser, demo.base, which)
    const { first, axe: violations, age } = measuredPage
    console.log(`${which.at}: ${first.bytes} bytes, ${first.requests} requests, axe ${violations}, age ${age.age?.toFixed(1) ?? '–'}`)
    measured.push(measuredPage)
  }
  const counted = []
  for (const tap of taps) counted.push(await countTaps(browser, demo.base, tap))
  const tall = await heights(browser, demo.base)
  broken = [
    ...measured.flatMap(({ at, name, broken: each }) => each.map((line) => `${name ?? at}: ${line}`)),
    ...counted.flatMap((tap) => tap.broken),
    ...tall.filter(({ height }) => height > threeScreens).map(({ who, height }) => `\`/what-you-can-get\` of ${who}: ${height} px, at most ${threeScreens}`),
  ]
  await writeFile(file, report(measured, counted, tall, broken))
} finally {
  await browser.close()
  await demo.stop()
}
for (const line of broken) console.error(line)
process.exitCode = broken.length ? 1 : 0
