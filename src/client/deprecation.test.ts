import { implement } from '@orpc/server'
import { OpenAPIHandler } from '@orpc/openapi/node'
import { createContractHandler } from '@runners/contracts/server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Dates, datedRegistry, datedRouter, v1 } from '../../test/support/dated.js'
import { serve } from '../../test/support/serve.js'
import { deprecationWatch } from './deprecation.js'
import { createContractClient, type ClientSettings, type DeprecatedVersion, pinned } from './index.js'

const dates = { deprecated: '2026-07-01', sunset: '2027-01-31' }
const undated = datedRegistry({})
const dated = datedRegistry(dates)

type Warning = readonly [message: string, options: { readonly type: string; readonly code: string }]
let warnings: Warning[] = []
beforeEach(() => {
  warnings = []
  vi.spyOn(process, 'emitWarning').mockImplementation((...warning) => void warnings.push(warning as unknown as Warning))
})
afterEach(() => vi.restoreAllMocks())

/** A peer that serves `versions`, whose registry has `of` for 1.0.0. */
const peer = async (versions: readonly string[] = ['1.0.0'], of: Dates = dates) =>
  (await serve(createContractHandler(datedRegistry(of), 'tasks', { router: datedRouter, versions }).node)).url

/** A peer without our server: it sends none of our headers, and those given. */
async function foreignPeer(headers: Readonly<Record<string, string>> = {}) {
  const os = implement(v1)
  const router = os.router({ echo: os.echo.handler(({ input }) => input), nested: { echo: os.nested.echo.handler(({ input }) => input) } })
  const handler = new OpenAPIHandler(router)
  const { url } = await serve((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    void handler.handle(request, response)
  })
  return url
}

/** A client, and what its hook is told. */
function client(url: string, { registry = undated, ...settings }: Partial<ClientSettings> & { registry?: typeof undated } = {}) {
  const told: DeprecatedVersion[] = []
  const tasks = createContractClient(registry, 'tasks', { url, onDeprecated: (version) => told.push(version), ...settings })
  return { tasks, told }
}
const text = { text: 'a' }

describe('a client whose peer answers in a deprecated version', () => {
  it('tells its hook and Node of it, once however often it calls, with dates and the way out', async () => {
    const url = await peer()
    const { tasks, told } = client(url)
    for (let call = 0; call < 3; call++) await tasks.echo(text)
    await tasks.nested.echo(text)
    expect(told).toStrictEqual([{ peer: url, contract: 'tasks', version: '1.0.0', ...dates, upgrade: 'peer', to: '2.0.0' }])
    expect(warnings).toStrictEqual([
      [
        `The tasks at ${url} is called in contract version 1.0.0, deprecated from 2026-07-01 on, to be withdrawn after 2027-01-31. Upgrade it to 2.0.0.`,
        { type: 'DeprecationWarning', code: 'CONTRACT_VERSION_DEPRECATED' },
      ],
    ])
  })

  it.each([
    // dates of the peer's registry, what is told
    [{ deprecated: '2026-07-01' }, { deprecated: '2026-07-01' }],
    [{ sunset: '2027-01-31T18:30:00Z' }, { sunset: '2027-01-31T18:30:00.000Z' }],
    [{ sunset: '2027-01-31T00:00:00Z' }, { sunset: '2027-01-31T00:00:00.000Z' }],
    [{ sunset: '9999-12-31' }, { sunset: '9999-12-31' }],
  ])('tells what is known of %j', async (of, told) => {
    const { tasks, told: all } = client(await peer(['1.0.0'], of))
    await tasks.echo(text)
    expect(all).toMatchObject([told])
    expect(Object.keys(all[0]!).filter((key) => key in dates)).toStrictEqual(Object.keys(told))
  })

  it('says nothing where no version is deprecated, or another than the one spoken', async () => {
    for (const url of [await peer(['1.0.0'], {}), await peer(['1.0.0', '2.0.0'])]) {
      const { tasks, told } = client(url)
      await tasks.echo(text)
      expect([told, warnings]).toStrictEqual([[], []])
    }
  })

  it.each([
    // how the version came to be spoken, settings, the call
    ['by a pin', { version: '1.0.0' }, ({ tasks }: ReturnType<typeof client>) => tasks.echo(text)],
    ['by the call', {}, ({ tasks }: ReturnType<typeof client>) => tasks.echo(text, { context: { version: '1.0.0' } })],
    ['by what belongs together', {}, ({ tasks }: ReturnType<typeof client>) => pinned(tasks, '1.0.0').echo(text)],
  ])('is to move itself where it speaks it %s to a peer that has a newer one', async (_how, settings, call) => {
    const url = await peer(['1.0.0', '2.0.0'])
    const one = client(url, settings)
    await call(one)
    await call(one)
    expect(one.told).toMatchObject([{ version: '1.0.0', upgrade: 'self', to: '2.0.0' }])
    expect(warnings).toMatchObject([[expect.stringMatching(/It serves 2\.0\.0: upgrade this side to it, or lift the pin\.$/), {}]])
  })

  it.each([
    // what the peer says that it serves, who is to move where
    ['2.0.0, 1.0.0', { upgrade: 'self', to: '2.0.0' }],
    ['10.0.0, 9.0.0, 1.0.0', { upgrade: 'self', to: '10.0.0' }],
    ['1.0.0, 2.0.0, 3.0.0-rc.1, soon', { upgrade: 'self', to: '2.0.0' }],
    ['0.9.0', { upgrade: 'peer', to: '2.0.0' }],
    ['1.0.0, v2, 2.0.0-rc.1', { upgrade: 'peer', to: '2.0.0' }],
    ['', { upgrade: 'peer', to: '2.0.0' }],
  ])('moves to the newest release that the peer serves, in whatever order it says so: %s', (supported, way) => {
    const told: DeprecatedVersion[] = []
    deprecationWatch({ registry: dated, contract: 'tasks', version: '1.0.0', onDeprecated: (version) => told.push(version) })({ deprecation: '', sunset: '', supported })
    expect(told).toStrictEqual([{ contract: 'tasks', version: '1.0.0', ...dates, ...way }])
  })

  it('tells once of an emulated call, which is several', async () => {
    const { tasks, told } = client(await peer())
    expect(await tasks.twice(text)).toStrictEqual(text)
    expect([told.length, warnings.length]).toStrictEqual([1, 1])
  })

  it('warns once a process for all clients of a peer, and tells the hook of each', async () => {
    const url = await peer()
    const both = [client(url), client(url)]
    for (const { tasks } of both) await tasks.echo(text)
    expect([both.map(({ told }) => told.length), warnings.length]).toStrictEqual([[1, 1], 1])
  })

  it('knows no newer version where the latest is deprecated', async () => {
    const latest = datedRegistry({}, { deprecated: '2026-07-01' })
    const url = (await serve(createContractHandler(latest, 'tasks', { router: datedRouter }).node)).url
    const { tasks, told } = client(url)
    await tasks.echo(text)
    expect(told).toStrictEqual([{ peer: url, contract: 'tasks', version: '2.0.0', deprecated: '2026-07-01', upgrade: 'peer' }])
    expect(warnings).toMatchObject([[expect.stringMatching(/Upgrade it to a newer version\.$/), {}]])
  })
})

describe('a peer that sends none of our headers', () => {
  const pin = { version: '1.0.0' }

  it('is deprecated where this side’s registry says so', async () => {
    const url = await foreignPeer()
    const { tasks, told } = client(url, { registry: dated, ...pin })
    await tasks.echo(text)
    expect(told).toStrictEqual([{ peer: url, contract: 'tasks', version: '1.0.0', ...dates, upgrade: 'peer', to: '2.0.0' }])
    expect(warnings).toHaveLength(1)
  })

  it('is not deprecated by headers of whatever stands before it', async () => {
    const { tasks, told } = client(await foreignPeer({ deprecation: '@1782864000', sunset: 'Sun, 31 Jan 2027 23:59:59 GMT' }), pin)
    await tasks.echo(text)
    expect(told).toStrictEqual([])
  })
})

describe('dates in headers', () => {
  const spoken = { 'dated-contract-version': '1.0.0' }

  it.each([
    // Deprecation, Sunset, what is told
    ['@1782864000', undefined, [{ deprecated: '2026-07-01' }]],
    ['@1782864001;why="x"', undefined, [{ deprecated: '2026-07-01T00:00:01.000Z' }]],
    ['@-1', 'Sun, 31 Jan 2027 10:00:00 GMT', [{ deprecated: '1969-12-31T23:59:59.000Z', sunset: '2027-01-31T10:00:00.000Z' }]],
    ['true', undefined, []],
    ['1782864000', undefined, []],
    ['@', undefined, []],
    ['@1.5', undefined, []],
    ['@999999999999999', undefined, []],
    ['@1782864000, @1', undefined, []],
    ['Wed, 01 Jul 2026 00:00:00 GMT', undefined, []],
    [undefined, '2027-01-31', []],
    [undefined, '1', []],
    [undefined, 'Sun, 31 Feb 2027 00:00:00 GMT', []],
    [undefined, 'Invalid Date', []],
    ['nonsense', 'Sun, 31 Jan 2027 23:59:59 GMT', [{ sunset: '2027-01-31' }]],
  ])('Deprecation %s and Sunset %s say %j', async (deprecation, sunset, dates) => {
    const headers = { ...spoken, ...(deprecation !== undefined && { deprecation }), ...(sunset !== undefined && { sunset }) }
    const { tasks, told } = client(await foreignPeer(headers), { version: '1.0.0' })
    await tasks.echo(text)
    expect(told.map(({ peer: _peer, contract: _contract, version: _version, upgrade: _upgrade, to: _to, ...known }) => known)).toStrictEqual(dates)
  })

  it('count more than those of this side’s registry', async () => {
    const { tasks, told } = client(await foreignPeer({ ...spoken, deprecation: '@1782950400' }), { registry: dated, version: '1.0.0' })
    await tasks.echo(text)
    expect(told).toMatchObject([{ deprecated: '2026-07-02', sunset: '2027-01-31' }])
  })
})

describe('no call fails', () => {
  it.each([
    // a hook that fails, however it does
    ['throws', () => { throw new Error('pager down') }],
    ['rejects', () => Promise.reject(new Error('pager down'))],
  ])('of a hook that %s', async (_how, onDeprecated) => {
    const { tasks } = client(await peer(), { onDeprecated })
    expect(await tasks.echo(text)).toStrictEqual(text)
  })

  it('of a warning that throws, nor where there is no process to warn', async () => {
    vi.spyOn(process, 'emitWarning').mockImplementation(() => { throw new Error('no warnings here') })
    const { tasks } = client(await peer())
    expect(await tasks.echo(text)).toStrictEqual(text)
    const other = client(await peer())
    vi.stubGlobal('process', undefined)
    const warned = other.tasks.echo(text)
    expect(await warned.finally(() => vi.unstubAllGlobals())).toStrictEqual(text)
    expect(other.told).toHaveLength(1)
  })
})

it('a process warns of 10,000 peers and remembers no more; hooks hear of all', () => {
  let told = 0
  for (let peer = 0; peer < 10_100; peer++) {
    const watch = deprecationWatch({ registry: dated, contract: 'tasks', version: '1.0.0', peer: `http://many-${peer}`, onDeprecated: () => void told++ })
    watch({ deprecation: '', sunset: '', supported: '' })
  }
  expect(told).toBe(10_100)
  expect(warnings.length).toBeLessThanOrEqual(10_000)
  expect(warnings.length).toBeGreaterThan(9_900)
})
