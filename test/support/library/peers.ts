import { implement } from '@orpc/server'
import type { Peer } from '../through.js'
import { library as v1 } from './v1.js'
import { library as v3 } from './v3.js'

/** What a peer did: the calls that reached it, and the streams that were left early. */
export interface Log {
  readonly calls: unknown[]
  readonly left: string[]
}

/** An implementation of v1 alone, with one book. */
export function peerV1(): Peer & Log {
  const [calls, left]: [unknown[], string[]] = [[], []]
  let book = { id: 'dune', title: 'Dune', shelf: 'B', state: 'in' as 'in' | 'lent' }
  const os = implement(v1)
  const router = os.router({
    books: {
      find: os.books.find.handler(({ input: { id }, errors }) => {
        if (id !== book.id) throw errors.NOT_THERE({ data: { id } })
        return book
      }),
      update: os.books.update.handler(({ input, errors }) => {
        calls.push(['update', input])
        if (input.id !== book.id) throw errors.NOT_THERE({ data: { id: input.id } })
        book = { ...book, title: input.title ?? book.title, shelf: input.shelf ?? book.shelf }
        return book
      }),
    },
    desk: {
      bookings: {
        book: os.desk.bookings.book.handler(({ input, errors }) => {
          calls.push(['book', input])
          if (input.book !== book.id) throw errors.NOT_THERE({ data: { id: input.book } })
          return { booking: `${input.who}-1` }
        }),
        cancelAll: os.desk.bookings.cancelAll.handler(() => ({ cancelled: 7 })),
      },
    },
    watch: os.watch.handler(async function* ({ input }) {
      try {
        yield { state: 'in' as const }
        yield { state: 'lent' as const }
        return { changes: 2 }
      } finally {
        left.push(input.id)
      }
    }),
  })
  return { version: '1.0.0', router, calls, left }
}

/** An implementation of v3 alone: one book that can be had, one in repair. */
export function peerV3(): Peer & Log {
  const [calls, left]: [unknown[], string[]] = [[], []]
  const books = {
    dune: { id: 'dune', name: 'Dune', place: { floor: 2, shelf: 'B' }, state: 'in' as const },
    torn: { id: 'torn', name: 'Torn', place: { floor: 0, shelf: 'A' }, state: 'repair' as const },
  }
  const bookOf = (id: string) => (id === 'dune' || id === 'torn' ? books[id] : undefined)
  const os = implement(v3)
  const router = os.router({
    books: {
      find: os.books.find.handler(({ input: { id }, errors }) => {
        const book = bookOf(id)
        if (book === undefined) throw errors.NOT_THERE({ data: { id } })
        return book
      }),
      rename: os.books.rename.handler(({ input, errors }) => {
        calls.push(['rename', input])
        const book = bookOf(input.id)
        if (book === undefined) throw errors.NOT_THERE({ data: { id: input.id } })
        return { ...book, name: input.name }
      }),
      move: os.books.move.handler(({ input, errors }) => {
        calls.push(['move', input])
        if (input.id === 'torn') throw errors.IN_REPAIR({ data: { id: 'torn', days: 3 } })
        return { ...books.dune, place: input.place }
      }),
    },
    desk: {
      bookings: {
        reserve: os.desk.bookings.reserve.handler(({ input, errors }) => {
          calls.push(['reserve', input])
          if (input.book === 'torn') throw errors.IN_REPAIR({ data: { id: 'torn', days: 3 } })
          return { id: `${input.reader}-3` }
        }),
      },
      fines: { pay: os.desk.fines.pay.handler(({ input }) => ({ open: 100 - input.cents })) },
    },
    follow: os.follow.handler(async function* ({ input }) {
      try {
        yield { state: 'lent' as const, at: 'noon' }
        yield { state: 'repair' as const, at: 'night' }
        return { changes: 2 }
      } finally {
        left.push(input.book)
      }
    }),
  })
  return { version: '3.0.0', router, calls, left }
}
