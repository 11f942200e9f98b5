import { implement } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import { failureOf, peerThat } from '../../test/support/peer.js'
import { chainOf, registry, v1, v2 } from '../../test/support/printer.js'
import { clientThrough } from '../../test/support/through.js'
import { callThrough } from './call.js'
import type { LossPolicy } from './policy.js'

const newerCaller = (print: { readonly pages?: number; readonly error?: 'JAMMED' | 'OFF' }, more = {}) => {
  const printed: string[] = []
  const os = implement(v1)
  const router = {
    print: os.print.handler(({ input, errors }) => {
      printed.push(input.text)
      if (print.error === 'JAMMED') throw errors.JAMMED({ data: { tray: 1 } })
      if (print.error === 'OFF') throw errors.OFF()
      return { pages: print.pages ?? input.text.length }
    }),
  }
  return { printed, client: clientThrough<typeof v2>(registry, 'printer', '2.0.0', { version: '1.0.0', router }, more) }
}

describe('a procedure that the older side lacks, emulated,', () => {
  it('is answered by calls that go through the chain', async () => {
    const { printed, client } = newerCaller({})
    const stream = await client.printAll([{ lines: ['a'] }, { lines: ['b', 'c'] }])
    expect([await stream.next(), await stream.next(), await stream.next()])
      .toEqual([{ done: false, value: { sheets: 1 } }, { done: false, value: { sheets: 3 } }, { done: true, value: { total: 4 } }])
    expect(printed).toEqual(['a', 'b\nc'])
  })

  it('may use the older version itself, and new ids', async () => {
    const { printed, client } = newerCaller({})
    expect(await client.count({ lines: ['a', 'b'] })).toEqual({ sheets: 'id-1:a,b'.length })
    expect(printed).toEqual(['id-1:a,b'])
  })

  it('has its request parsed before anything is called', async () => {
    const { printed, client } = newerCaller({})
    // @ts-expect-error what is sent is no list of lines
    expect(await failureOf(() => client.count({ lines: 'a' }))).toMatchObject({ code: 'BAD_REQUEST', status: 400 })
    expect(printed).toEqual([])
  })

  it('has its answer parsed, and no hop is blamed', async () => {
    const { client } = newerCaller({ pages: 0 })
    expect(await failureOf(() => client.count({ lines: ['a'] }))).toMatchObject({
      code: 'CONVERSION_INVALID',
      details: { procedure: 'printer.count', half: 'response', from: '2.0.0', to: '2.0.0', peer: 'printer 1.0.0' },
    })
  })

  it.each<[LossPolicy | undefined, boolean]>([
    // policy, whether the calls that it makes are sent although they lose something that their hop does not want lost
    [undefined, false],
    ['report', true],
  ])('keeps to the policy %s in the calls that it makes: sent %s', async (policy, sent) => {
    const { printed, client } = newerCaller({}, { policy })
    const stream = await client.printAll([{ lines: ['a'], secret: 's' }])
    const first = await stream.next().catch((error: unknown) => error)
    expect(first).toMatchObject(sent ? { value: { sheets: 1 } } : { code: 'LOSSY_CONVERSION' })
    expect(printed).toHaveLength(sent ? 1 : 0)
  })

  it.each([
    // the procedure, what fails below, the error that its caller gets
    ['count', 'JAMMED', { code: 'JAMMED', status: 420, defined: true, data: { tray: 1 } }],
    ['count', 'OFF', { code: 'OFF', status: 500, defined: false }],
    ['printAll', 'JAMMED', { code: 'JAMMED', status: 420, defined: true, data: { tray: 1 } }],
    ['printAll', 'OFF', { code: 'SERVICE_UNAVAILABLE', status: 503, defined: false }],
  ] as const)('%s gives the error of the calls that it makes (%s) the status and the definition of its own contract', async (procedure, below, error) => {
    const { client } = newerCaller({ error: below })
    const call = async () => (procedure === 'count' ? client.count({ lines: ['a'] }) : (await client.printAll([{ lines: ['a'] }])).next())
    expect(await failureOf(call)).toMatchObject(error)
  })
})

describe('an emulation', () => {
  it('may throw an error of its contract, which gets its status and its definition from there', async () => {
    const { client } = newerCaller({})
    const stream = await client.printAll([])
    expect(await failureOf(() => stream.next())).toMatchObject({ code: 'LOCKED', status: 423, defined: true, data: { by: 'nobody' } })
  })
})

describe('a procedure that the newer side lacks, emulated,', () => {
  const olderCaller = (kelvin?: number) => {
    const os = implement(v2)
    const router = {
      print: os.print.handler(({ input, errors }) => {
        if (kelvin !== undefined) throw errors.BURNT({ data: { kelvin } })
        return { sheets: input.lines.length }
      }),
    }
    return clientThrough<typeof v1>(registry, 'printer', '1.0.0', { version: '2.0.0', router })
  }

  it('is answered by calls to the newer version', async () => {
    expect(await olderCaller().queue({ texts: ['a', 'b', 'c'] })).toEqual({ pages: 3 })
  })

  it('does not pass on an error with data that its own contract does not know', async () => {
    expect(await failureOf(() => olderCaller(300).queue({ texts: ['a'] }))).toMatchObject({ code: 'BURNT', defined: false, data: { kelvin: 300 } })
  })
})

describe('a procedure that the other side lacks and that is unavailable', () => {
  it('is refused with the version that lacks it and the reason, and nothing is sent', async () => {
    const { sent, options } = peerThat(() => 'stapled', { peer: 'https://printer.example' })
    expect(await failureOf(() => callThrough(chainOf('staple', 2, 1), undefined, options))).toMatchObject({
      code: 'PROCEDURE_UNAVAILABLE',
      details: { procedure: 'printer.staple', version: '1.0.0', reason: 'v1 has no stapler', peer: 'https://printer.example' },
    })
    expect(sent).toEqual([])
  })

  it('is refused before its request is looked at', async () => {
    const { options } = peerThat(() => 'stapled', { policy: 'reject' })
    expect(await failureOf(() => callThrough(chainOf('staple', 2, 1), { not: 'known' }, options))).toMatchObject({ code: 'PROCEDURE_UNAVAILABLE' })
  })
})
