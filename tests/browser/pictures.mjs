// Takes the README's pictures from a running demonstration. Run by scripts/pictures.
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { launch, signIn, visit } from './support/browser.mjs'
import { startDemo } from './support/demo.mjs'

const folder = fileURLToPath(new URL('../../docs/pictures', import.meta.url))
const views = [
  { name: 'home', who: 'jay', size: 'phone', at: '/home', height: 1100 },
  { name: 'money', who: 'jay', size: 'phone', at: '/money', height: 1100 },
  { name: 'my-plan', who: 'jay', size: 'phone', at: '/my-plan', height: 1100 },
  { name: 'what-you-can-get', who: 'jay', size: 'phone', at: '/what-you-can-get', height: 1100 },
  { name: 'why', who: 'jay', size: 'phone', from: '/what-you-can-get', link: 'main a[href^="/what-you-can-get/"]', then: 'main a[href$="/why"]', height: 1100 },
  { name: 'adviser-person', who: 'priya.nair@stockton-riverside.example', size: 'laptop', from: '/adviser/people', link: 'main a:has-text("Jay")', height: 1100 },
  { name: 'adviser-today', who: 'priya.nair@stockton-riverside.example', size: 'laptop', at: '/adviser/today', height: 1100 },
  { name: 'hub-contacts', who: 'sam.pickering@stockton-riverside.example', size: 'laptop', at: '/hub/contacts', height: 700 },
  { name: 'manager-coverage', who: 'dawn.fairley@stockton-riverside.example', size: 'laptop', at: '/manager/coverage', height: 1300 },
]

const demo = await startDemo()
const browser = await launch()
try {
  await mkdir(folder, { recursive: true })
  for (const view of views) {
    const visitor = await visit(browser, demo.base, { size: view.size })
    const { page } = visitor
    await signIn(visitor, view.who)
    await page.goto(view.at ?? view.from)
    for (const link of [view.link, view.then].filter(Boolean)) {
      const here = page.url()
      await Promise.all([page.waitForURL((url) => url.href !== here), page.locator(link).first().click()])
    }
    await page.setViewportSize({ width: page.viewportSize().width, height: view.height })
    await page.screenshot({ path: `${folder}/${view.name}.png` })
    console.log(`docs/pictures/${view.name}.png: ${page.url().replace(demo.base, '')}`)
    await visitor.close()
  }
} finally {
  await browser.close()
  await demo.stop()
}
