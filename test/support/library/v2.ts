import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'

const State = z.enum(['in', 'lent', 'repair'])
const Book = z.object({ id: z.string(), title: z.string(), place: z.string(), state: State })
const NOT_THERE = { status: 404, data: z.object({ id: z.string() }) }
const IN_REPAIR = { status: 409, data: z.object({ id: z.string(), until: z.string() }) }

/** `shelf` is `place`, `update` is split into `rename` and `move`, `book` is `reserve`, `cancelAll` is gone; books may be in repair. */
export const library = oc.prefix('/v2').router({
  books: {
    find: oc.route({ method: 'GET', path: '/books/{id}' }).input(z.object({ id: z.string() })).output(Book).errors({ NOT_THERE }),
    rename: oc.route({ path: '/books/{id}/title' }).input(z.object({ id: z.string(), title: z.string() })).output(Book).errors({ NOT_THERE }),
    move: oc.route({ path: '/books/{id}/place' }).input(z.object({ id: z.string(), place: z.string() })).output(Book).errors({ NOT_THERE, IN_REPAIR }),
  },
  desk: {
    bookings: {
      reserve: oc
        .route({ path: '/bookings' })
        .input(z.object({ book: z.string(), reader: z.string() }))
        .output(z.object({ id: z.string() }))
        .errors({ NOT_THERE, IN_REPAIR }),
    },
  },
  watch: oc
    .route({ method: 'GET', path: '/watch' })
    .input(z.object({ id: z.string() }))
    .output(eventIterator(z.object({ state: State, at: z.string() }), z.object({ changes: z.number() }))),
})

export type LibraryV2 = typeof library
