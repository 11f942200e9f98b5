import type { Hop } from '@runners/contracts/registry'
import type { LibraryV2 } from './v2.js'
import type { LibraryV3 } from './v3.js'

const DAYS = / days$/

type Book = { id: string; state: 'in' | 'lent' | 'repair' }
const bookUp = ({ id, title, place, state }: Book & { title: string; place: string }) => ({ id, name: title, place: placeUp(place), state })
const bookDown = ({ id, name, place, state }: Book & { name: string; place: { floor: number; shelf: string } }) => ({ id, title: name, place: placeDown(place), state })

const placeUp = (place: string) => {
  const [floor = '', ...shelf] = place.split('/')
  return shelf.length === 0 ? { floor: 0, shelf: floor } : { floor: Number(floor), shelf: shelf.join('/') }
}
const placeDown = ({ floor, shelf }: { floor: number; shelf: string }) => (floor === 0 ? shelf : `${floor}/${shelf}`)

const repair = {
  up: { IN_REPAIR: ({ data }: { data: { id: string; until: string } }) => ({ code: 'IN_REPAIR' as const, data: { id: data.id, days: Number(data.until.replace(DAYS, '')) } }) },
  down: { IN_REPAIR: ({ data }: { data: { id: string; days: number } }) => ({ code: 'IN_REPAIR' as const, data: { id: data.id, until: `${data.days} days` } }) },
}

/** v2 to v3: names, floors, `follow`. */
export const v2ToV3 = {
  books: {
    find: { response: { up: bookUp, down: bookDown } },
    rename: {
      request: { up: ({ id, title }) => ({ id, name: title }), down: ({ id, name }) => ({ id, title: name }) },
      response: { up: bookUp, down: bookDown },
    },
    move: {
      request: { up: ({ id, place }) => ({ id, place: placeUp(place) }), down: ({ id, place }) => ({ id, place: placeDown(place) }) },
      response: { up: bookUp, down: bookDown },
      errors: repair,
    },
  },
  desk: {
    bookings: {
      reserve: {
        request: {
          up: ({ book, reader }) => ({ book, reader }),
          down: ({ book, reader }) => ({ book, reader }),
          losses: [{ path: 'note', reason: 'v2 has no notes' }],
        },
        errors: repair,
      },
    },
    fines: { pay: { unavailable: 'v2 has no fines' } },
  },
  watch: { emulated: async function* ({ id }, { newer }) { return yield* await newer.follow({ book: id }) } },
  follow: { emulated: async function* ({ book }, { older }) { return yield* await older.watch({ id: book }) } },
} satisfies Hop<LibraryV2, LibraryV3>
