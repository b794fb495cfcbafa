// One demonstration, one browser, every journey.
import { after, before, describe } from 'node:test'
import { launch } from './support/browser.mjs'
import { startDemo } from './support/demo.mjs'
import * as publicPages from './journeys/public.mjs'
import * as youngPerson from './journeys/young_person.mjs'
import * as adviser from './journeys/adviser.mjs'
import * as desk from './journeys/desk.mjs'
import * as manager from './journeys/manager.mjs'
import * as returns from './journeys/returns.mjs'
import * as leaving from './journeys/leaving.mjs'
import * as ownLife from './journeys/own_life.mjs'
import * as frontDoor from './journeys/front_door.mjs'
import * as hub from './journeys/hub.mjs'
import * as away from './journeys/away.mjs'
import * as toldToPaid from './journeys/told_to_paid.mjs'
import * as followed from './journeys/followed.mjs'

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

for (const [name, journeys] of Object.entries({ publicPages, youngPerson, adviser, desk, manager, returns, leaving, frontDoor, hub, ownLife, away, toldToPaid, followed })) {
  describe(name, () => journeys.register(house))
}
