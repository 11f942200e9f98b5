import type { Hop, LossRule } from '@runners/contracts/registry'
import type { LibraryV1 } from './v1.js'
import type { LibraryV2 } from './v2.js'

type StateV2 = 'in' | 'lent' | 'repair'

const stateDown = (state: StateV2) => (state === 'repair' ? 'lent' : state)
const inRepair: LossRule = { path: 'state', reason: 'v1 has no repair: it reads lent', when: (state) => state === 'repair' }

const bookUp = ({ id, title, shelf, state }: { id: string; title: string; shelf: string; state: 'in' | 'lent' }) => ({ id, title, place: shelf, state })
const bookDown = ({ id, title, place, state }: { id: string; title: string; place: string; state: StateV2 }) => ({ id, title, shelf: place, state: stateDown(state) })

/** v1 to v2: places, repair, one procedure for one change. */
export const v1ToV2 = {
  books: {
    find: { response: { up: bookUp, down: bookDown, losses: [inRepair] } },
    update: {
      emulated: async ({ id, title, shelf }, { newer }) => {
        const renamed = title === undefined ? undefined : await newer.books.rename({ id, title })
        const moved = shelf === undefined ? undefined : await newer.books.move({ id, place: shelf })
        return bookDown(moved ?? renamed ?? (await newer.books.find({ id })))
      },
    },
    rename: { emulated: async ({ id, title }, { older }) => bookUp(await older.books.update({ id, title })) },
    move: { emulated: async ({ id, place }, { older }) => bookUp(await older.books.update({ id, shelf: place })) },
  },
  desk: {
    bookings: {
      book: {
        emulated: async ({ book, who }, { newer }) => {
          const { id } = await newer.desk.bookings.reserve({ book, reader: who })
          return { booking: id }
        },
      },
      reserve: {
        emulated: async ({ book, reader }, { older }) => {
          const { booking } = await older.desk.bookings.book({ book, who: reader })
          return { id: booking }
        },
      },
      cancelAll: { unavailable: 'v2 cancels one booking at a time' },
    },
  },
  watch: {
    events: {
      up: ({ state }) => ({ state, at: 'unknown' }),
      down: ({ state }) => ({ state: stateDown(state) }),
      losses: [inRepair, { path: 'at', reason: 'v1 does not say when' }],
    },
  },
} satisfies Hop<LibraryV1, LibraryV2>
