// Staff: advisers, managers, the hub.
import { walk } from './support/house.mjs'
import * as adviser from './journeys/adviser.mjs'
import * as desk from './journeys/desk.mjs'
import * as manager from './journeys/manager.mjs'
import * as returns from './journeys/returns.mjs'
import * as hub from './journeys/hub.mjs'
import * as away from './journeys/away.mjs'
import * as toldToPaid from './journeys/told_to_paid.mjs'

walk({ adviser, desk, manager, returns, hub, away, toldToPaid })
