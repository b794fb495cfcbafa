import { launch, visit, signIn } from './support/browser.mjs'
const base = process.argv[2]
const browser = await launch()
const shots = [
  ['luca', 'phone', ['/my-requests', 'REQ']], ['amara', 'phone', ['/my-requests', 'REQ', '/mine']], ['zabi', 'phone', ['REQ', '/mine/languages']],
  ['jay', 'phone', ['/letters', '/letters/new/landlord', '/letters/new/council_tax', '/letters/new/bank', '/money/what-if']],
  ['dawn.fairley@stockton-riverside.example', 'laptop', ['/manager/requests', 'MREQ']],
  ['priya.nair@stockton-riverside.example', 'laptop', ['PERSON', 'VISIT']],
]
for (const [who, size, pages] of shots) {
  const v = await visit(browser, base, { size })
  await signIn(v, who)
  for (let at of pages) {
    if (at === 'REQ') { await v.page.goto('/my-requests'); at = await v.page.locator('main a[href^="/my-requests/"]').first().getAttribute('href') }
    if (at === 'MREQ') { await v.page.goto('/manager/requests'); at = await v.page.locator('main a[href*="/requests/"]').last().getAttribute('href') }
    if (at === 'PERSON' || at === 'VISIT') { await v.page.goto('/adviser/people?q=fielding'); const href = await v.page.getByRole('link', { name: /Fielding/ }).first().getAttribute('href'); at = at === 'VISIT' ? `${href}/visit` : href }
    await v.page.goto(at)
    const name = `${who.split('.')[0]}-${at.replace(/[^a-z]+/g, '-').slice(0, 30)}`
    await v.page.screenshot({ path: `/tmp/pics-b/${name}.png`, fullPage: true })
    console.log(name, v.faults.length ? v.faults : '')
  }
  await v.close()
}
await browser.close()
