import { eventIterator, oc } from '@orpc/contract'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Contracts } from '../engine/version.js'
import { compareLock, isRespelled } from './compare-lock.js'
import { describeContracts } from './describe-contracts.js'
import type { Described } from './describe-version.js'
import { sealed } from './lock-text.js'

const described = (contracts: Contracts): Described => ({ version: '2.0.0', zod: '4.0.0', sources: {}, golden: {}, report: '', contracts: describeContracts(contracts) })

const Book = z.object({ id: z.string(), pages: z.number().optional() })
const findWith = ({ input = z.object({ id: z.string().min(1) }), output = Book as z.ZodType, path = '/v2/books/{id}' as `/${string}`, status = 410 }) =>
  oc.route({ method: 'GET', path }).input(input).output(output).errors({ GONE: { status, data: z.object({ since: z.string() }) } })
const watchWith = (event: z.ZodType) => oc.route({ method: 'GET', path: '/v2/books' }).output(eventIterator(event))
const [find, watch] = [findWith({}), watchWith(z.object({ id: z.string() }))]
const frozen = { books: { find, nested: { watch } } }

/** What the wire diff finds from the frozen contracts to these. */
function found(contracts: Contracts) {
  const lock = sealed({ frozen: '2026-01-01', ...described(frozen) })
  const { wire } = compareLock(JSON.parse(JSON.stringify(lock)) as typeof lock, { version: '2.0.0', contracts }, described(contracts))
  return wire?.findings.filter(({ verdict }) => verdict !== 'compatible').map(({ rule, verdict, procedure, witness }) => [rule, verdict, procedure, witness])
}

describe('from a lock to what stands in its place', () => {
  it('nothing is found in what is the same', () => {
    expect(found({ books: { nested: { watch }, find } })).toBeUndefined()
  })

  it.each<[string, Contracts, unknown[]]>([
    // what was done, contracts, rule, verdict, procedure and witness
    ['a field that an answer may have', { books: { ...frozen.books, find: findWith({ output: Book.extend({ more: z.string().optional() }) }) } }, [['property-added', 'lossy', 'books.find', { id: '', more: '' }]]],
    ['a bound of a request', { books: { ...frozen.books, find: findWith({ input: z.object({ id: z.string().min(2) }) }) } }, [['min-length-increased', 'breaking', 'books.find', { id: 'a' }]]],
    ['a procedure that is gone', { books: { find } }, [['procedure-removed', 'breaking', 'books.nested.watch', { method: 'GET', path: '/books' }]]],
    ['a contract that is gone', {}, [['procedure-removed', 'breaking', 'books.find', { method: 'GET', path: '/books/{id}' }], ['procedure-removed', 'breaking', 'books.nested.watch', { method: 'GET', path: '/books' }]]],
    ['a status of an error', { books: { ...frozen.books, find: findWith({ status: 404 }) } }, [['error-status-changed', 'lossy', 'books.find GONE', { code: 'GONE', status: 404 }]]],
    ['a field of an event', { books: { find, nested: { watch: watchWith(z.object({ id: z.string(), at: z.string() })) } } }, [['required-property-added', 'lossy', 'books.nested.watch', { id: '', at: '' }]]],
    ['the prefix of a version', { books: { ...frozen.books, find: findWith({ path: '/v3/books/{id}' }) } }, [['route-moved', 'breaking', 'books.find', { method: 'GET', path: '/v2/books/{id}' }]]],
  ])('%s', (_, contracts, findings) => {
    expect(found(contracts)).toStrictEqual(findings)
  })

  it('other words for the same wire are told from a change of it', () => {
    const lock = sealed({ frozen: '2026-01-01', ...described(frozen) })
    const wireOf = (contracts: Contracts) => compareLock(lock, { version: '2.0.0', contracts }, described(contracts)).wire!
    expect(isRespelled(wireOf({ books: { ...frozen.books, find: findWith({ output: Book.describe('a book') }) } }))).toBe(true)
    expect(isRespelled(wireOf({ books: { ...frozen.books, find: findWith({ output: Book.extend({ more: z.string().optional() }) }) } }))).toBe(false)
  })
})
