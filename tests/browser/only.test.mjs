import { after, before, describe } from 'node:test'
import { launch } from './support/browser.mjs'
import { startDemo } from './support/demo.mjs'
import * as away from './journeys/away.mjs'
const house = {}
before(async () => { house.demo = await startDemo(); house.base = house.demo.base; house.browser = await launch() })
after(async () => { await house.browser?.close(); await house.demo?.stop() })
describe('away', () => away.register(house))
