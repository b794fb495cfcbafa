// One demonstration and one browser for the journeys of a file. Two files run at once, one for each core of a small machine.
import { after, before, describe } from 'node:test'
import { launch } from './browser.mjs'
import { startDemo } from './demo.mjs'

export function walk(all) {
  const house = {}
  before(async () => {
    house.demo = await startDemo()
    house.base = house.demo.base
    house.browser = await launch()
  })
  after(async () => {
    await house.browser?.close()
    await house.demo?.stop()
  })
  for (const [name, journeys] of Object.entries(all)) describe(name, () => journeys.register(house))
}
