import { eventIterator, oc } from '@orpc/contract'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { majorInPath, proceduresOf, routeOf } from './procedures.js'

const [input, output, yields, returns, data] = [z.string(), z.number(), z.boolean(), z.null(), z.undefined()]
const contract = {
  one: oc.input(input).output(output).errors({ WITH: { data }, WITHOUT: {} }),
  group: { two: oc.output(eventIterator(yields, returns)), deeper: { three: oc.output(eventIterator(yields)) } },
  empty: {},
}

const procedureAt = (path: string, router = contract) => {
  const details = proceduresOf(router).get(path)
  if (details === undefined) throw new Error(`there is no ${path}`)
  return details
}

describe('the procedures of a contract', () => {
  it('are known by their dotted path, in the order of their definition', () => {
    expect([...proceduresOf(contract).keys()]).toEqual(['one', 'group.two', 'group.deeper.three'])
  })

  it('are one without a path where the contract is a procedure', () => {
    expect([...proceduresOf(contract.one)]).toMatchObject([['', { path: [], procedure: contract.one }]])
  })

  it.each([
    // procedure, its halves
    ['one', { path: ['one'], request: input, response: output, events: undefined, errors: { WITH: data, WITHOUT: undefined } }],
    ['group.two', { path: ['group', 'two'], request: undefined, response: returns, events: yields, errors: {} }],
    ['group.deeper.three', { path: ['group', 'deeper', 'three'], response: undefined, events: yields }],
  ])('have halves: %s', (path, halves) => {
    expect(procedureAt(path)).toMatchObject(halves)
  })
})

describe('the route of a procedure', () => {
  it.each([
    // path as written, path that has to stay the same, major in it
    ['/execute', '/execute', undefined],
    ['/v2/execute', '/execute', 2],
    ['/v10/execute', '/execute', 10],
    ['/v2', '/', 2],
    ['/v2/', '/', 2],
    ['/v2x/execute', '/v2x/execute', undefined],
    ['/api/v2/execute', '/api/v2/execute', undefined],
    ['/v2/v3/execute', '/v3/execute', 2],
    ['/vehicles', '/vehicles', undefined],
  ] as const)('of path %s is %s below its version %s', (path, below, major) => {
    const [, details] = [...proceduresOf({ any: oc.route({ path }) })][0] ?? []
    expect(details && [routeOf(details).path, majorInPath(details)]).toEqual([below, major])
  })

  it('is what oRPC makes of it where nothing is said', () => {
    expect(routeOf(procedureAt('group.two'))).toEqual({ method: 'POST', path: '/group/two', successStatus: 200, inputStructure: 'compact', outputStructure: 'compact' })
  })
})
