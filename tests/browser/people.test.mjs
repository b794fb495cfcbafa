// Whoever needs something: on a phone, with an account or without one.
import { walk } from './support/house.mjs'
import * as publicPages from './journeys/public.mjs'
import * as youngPerson from './journeys/young_person.mjs'
import * as leaving from './journeys/leaving.mjs'
import * as ownLife from './journeys/own_life.mjs'
import * as followed from './journeys/followed.mjs'
import * as frontDoor from './journeys/front_door.mjs'

walk({ publicPages, youngPerson, leaving, ownLife, followed, frontDoor })
