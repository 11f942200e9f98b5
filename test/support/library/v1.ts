import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'

const Book = z.object({ id: z.string(), title: z.string(), shelf: z.string(), state: z.enum(['in', 'lent']) })
const NOT_THERE = { status: 404, data: z.object({ id: z.string() }) }

/** A library: `update` changes title, shelf or both. */
export const library = {
  books: {
    find: oc.route({ method: 'GET', path: '/books/{id}' }).input(z.object({ id: z.string() })).output(Book).errors({ NOT_THERE }),
    update: oc
      .route({ path: '/books/{id}' })
      .input(z.object({ id: z.string(), title: z.string().optional(), shelf: z.string().optional() }))
      .output(Book)
      .errors({ NOT_THERE }),
  },
  desk: {
    bookings: {
      book: oc.route({ path: '/bookings' }).input(z.object({ book: z.string(), who: z.string() })).output(z.object({ booking: z.string() })).errors({ NOT_THERE }),
      cancelAll: oc.route({ path: '/bookings/cancel' }).output(z.object({ cancelled: z.number() })),
    },
  },
  watch: oc
    .route({ method: 'GET', path: '/watch' })
    .input(z.object({ id: z.string() }))
    .output(eventIterator(z.object({ state: z.enum(['in', 'lent']) }), z.object({ changes: z.number() }))),
}

export type LibraryV1 = typeof library
