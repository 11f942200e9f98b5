import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'

const State = z.enum(['in', 'lent', 'repair'])
const Book = z.object({ id: z.string(), name: z.string(), place: z.object({ floor: z.number(), shelf: z.string() }), state: State })
const NOT_THERE = { status: 410, data: z.object({ id: z.string() }) }
const IN_REPAIR = { status: 423, data: z.object({ id: z.string(), days: z.number() }) }
const ByBook = z.object({ book: z.string() })

/** `title` is `name`, a place has a floor, `watch` is `follow`; fines can be paid. */
export const library = oc.prefix('/v3').router({
  books: {
    find: oc.route({ method: 'GET', path: '/books/{id}' }).input(z.object({ id: z.string() })).output(Book).errors({ NOT_THERE }),
    rename: oc.route({ path: '/books/{id}/title' }).input(z.object({ id: z.string(), name: z.string() })).output(Book).errors({ NOT_THERE }),
    move: oc
      .route({ path: '/books/{id}/place' })
      .input(z.object({ id: z.string(), place: z.object({ floor: z.number().default(0), shelf: z.string() }) }))
      .output(Book)
      .errors({ NOT_THERE, IN_REPAIR }),
  },
  desk: {
    bookings: {
      reserve: oc
        .route({ path: '/bookings' })
        .input(z.object({ book: z.string(), reader: z.string(), note: z.string().optional() }))
        .output(z.object({ id: z.string() }))
        .errors({ NOT_THERE, IN_REPAIR }),
    },
    fines: { pay: oc.route({ path: '/fines' }).input(z.object({ cents: z.number() })).output(z.object({ open: z.number() })) },
  },
  follow: oc
    .route({ method: 'GET', path: '/follow' })
    .input(ByBook)
    .output(eventIterator(z.object({ state: State, at: z.string() }), z.object({ changes: z.number() }))),
})

export type LibraryV3 = typeof library
