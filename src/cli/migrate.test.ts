import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadRegistry } from './load-registry.js'
import { migrate } from './migrate.js'
import { readText } from './migrate/read-payload.js'
import { run } from './run.js'

const files = {
  'v1.json': { runners: ['pageTitle'], url: 'https://example.com' },
  'v2.json': { runId: 'r', timeoutMs: 5, runners: [{ name: 'a', input: {}, timeoutMs: 3 }] },
  'none.json': { runners: [] },
  'huge.json': { runners: Array.from({ length: 1_001 }, () => 'a'), input: Object.fromEntries(Array.from({ length: 100 }, (_, key) => [`key${key}`, key])) },
  'answer.json': { results: [{ name: 'a', status: 'pass' }] },
  'asked.json': { runId: 'run-8', runners: [{ name: 'a', input: {} }] },
  'answered.json': { runId: 'run-9', results: [] },
  'late.json': { code: 'EXECUTION_TIMED_OUT', data: { timeoutMs: 5 } },
  'codeless.json': { data: {} },
  'started.json': { type: 'started', runId: 'r', total: 1 },
}

let folder = ''
beforeAll(async () => {
  await loadRegistry()
  folder = mkdtempSync(join(tmpdir(), 'cli-migrate-'))
  for (const [name, payload] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(payload))
  writeFileSync(join(folder, 'broken.json'), '{"runners":')
  writeFileSync(join(folder, 'empty.json'), '\n')
  writeFileSync(join(folder, 'bom.json'), `\uFEFF${JSON.stringify(files['v1.json'])}`)
  writeFileSync(join(folder, 'deep.json'), `{"runId":"r","runners":[{"name":"a","input":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}}]}`)
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

/** `execute request v1 v2 @file` stands for the options; what follows is passed on. */
async function called(args: string) {
  const [out, err]: [string[], string[]] = [[], []]
  const words = args.split(' ').map((word) => (word.startsWith('@') ? join(folder, word.slice(1)) : word))
  const code = await run(['migrate', ...words], [migrate], { write: (text) => out.push(text), fail: (text) => err.push(text), color: false })
  return { code, out: out.join('\n'), err }
}
const between = (procedure: string, half: string, from: string, to: string, more: string) => called(`--procedure ${procedure} --half ${half} --from ${from} --to ${to} ${more}`)

describe('a payload that can be converted', () => {
  it.each([
    // half, from, to, file, what it becomes, what is lost
    ['request', 'v2', 'v1', '@v2.json', { runId: 'r', runners: [{ name: 'a', input: {} }] }, [/^lost: timeoutMs: v1 has no time limit.* \(2\.0\.0 to 1\.0\.0\)$/, /^lost: runners\[0\]\.timeoutMs: v1 has/]],
    ['request', '2.0.0', '2.0.0', '@v2.json', files['v2.json'], []],
    ['response', 'v1', 'v2', '@answer.json --request @asked.json', { runId: 'run-8', results: [{ name: 'a', status: 'pass' }] }, []],
    ['errors', 'v2', 'v1', '@late.json', { defined: true, code: 'EXECUTION_FAILED', status: 500, message: 'EXECUTION_TIMED_OUT', data: { details: 'Execution reached its time limit of 5 ms' } }, []],
  ])('%s of runner.execute, %s to %s: %s', async (half, from, to, more, value, losses) => {
    const { code, out, err } = await between('runner.execute', half, from, to, more)
    expect([code, JSON.parse(out)]).toStrictEqual([0, value])
    expect(err).toHaveLength(losses.length)
    losses.forEach((loss, index) => expect(err[index]).toMatch(loss))
  })

  it.each(['@v1.json', '@bom.json'])('says which id had to be made up: %s', async (file) => {
    const { code, out, err } = await between('runner.execute', 'request', 'v1', 'v2', file)
    const { runId } = JSON.parse(out) as { runId: string }
    expect([code, err]).toStrictEqual([0, [`made up: the id ${runId}, which the payload lacks`]])
  })

  it('says nothing of an id that was made for a request and did not get into the answer', async () => {
    const { code, out, err } = await between('runner.execute', 'response', 'v2', 'v1', '@answered.json --request @v1.json')
    expect([code, JSON.parse(out), err]).toStrictEqual([0, { results: [] }, []])
  })
})

describe('a payload that cannot be converted ends with 1 and says why', () => {
  it.each([
    ['runner.execute', 'request', 'v1', 'v2', '@none.json', /not valid in contract version 1\.0\.0: runners: At least one runner is required/],
    ['runner.execute', 'request', 'v1', 'v2', '@huge.json', /cannot be converted from 1\.0\.0 to 2\.0\.0: the shared input would become 100100 fields/],
    ['runner.execute', 'request', 'v1', 'v2', '@broken.json', /the payload is no JSON: /],
    ['runner.execute', 'request', 'v1', 'v2', '@empty.json', /the payload is no JSON: it is empty/],
    ['runner.execute', 'response', 'v1', 'v2', '@answer.json --request @broken.json', /the request is no JSON/],
    ['runner.execute', 'response', 'v1', 'v2', '@answer.json', /refuses: runId: /],
    ['runner.execute', 'errors', 'v1', 'v2', '@codeless.json', /an error is an object with a code/],
    ['runner.execute', 'request', 'v2', 'v1', '@deep.json', /the conversion failed: Maximum call stack/],
    ['orchestrator.cancelRun', 'request', 'v2', 'v1', '@v1.json', /orchestrator\.cancelRun is not available in contract version 1\.0\.0: v1 cannot cancel a run/],
    ['orchestrator.cancelRun', 'response', 'v2', 'v1', '@v1.json', /v1 cannot cancel a run/],
    ['runner.executeStream', 'events', 'v2', 'v1', '@started.json', /emulated, so that its payloads have no counterpart/],
  ])('%s %s, %s to %s: %s', async (procedure, half, from, to, more, message) => {
    const { code, out, err } = await between(procedure, half, from, to, more)
    expect([code, out, err.length]).toStrictEqual([1, '', 1])
    expect(err[0]).toMatch(message)
    expect(err[0]).not.toContain('\n')
  })
})

describe('bad usage ends with 2', () => {
  it.each([
    ['@v1.json', /--procedure is missing: give a name such as runner\.execute/],
    ['--procedure runner.execute @v1.json', /--half is missing: give request, response, events, errors/],
    ['--procedure runner.execute --half request @v1.json', /--from is missing/],
    ['--procedure runner.execute --half input --from v1 --to v2 @v1.json', /--half cannot be "input"/],
    ['--procedure runner.execute --half request --from v1 --to v9 @v1.json', /no version "v9"/],
    ['--procedure runner.run --half request --from v1 --to v2 @v1.json', /1\.0\.0 has no procedure "runner\.run": give one of runner\.execute, runner\.info,/],
    ['--procedure runner.info --half request --from v1 --to v2 @v1.json', /runner\.info has no request in 1\.0\.0: it has response/],
    ['--procedure runner.execute --half request --from v1 --to v2 @gone.json', /gone\.json cannot be read/],
    ['--procedure runner.execute --half request --from v1 --to v2 @v1.json @v2.json', /one payload at a time/],
    ['--procedure runner.execute --half request --from v1 --to v2 --request @v1.json @v1.json', /--request goes with an answer/],
  ])('%s', async (args, message) => {
    const { code, out, err } = await called(args)
    expect([code, out, err.length]).toStrictEqual([2, '', 1])
    expect(err[0]).toMatch(message)
  })
})

describe('standard input', () => {
  const stdin = (content: string, isTTY: boolean) => Object.assign(Readable.from([Buffer.from(content)]), { isTTY }) as unknown as NodeJS.ReadStream

  it.each([undefined, '-'])('is read where the file is %j', async (file) => {
    expect(await readText(file, stdin('{"a":"é"}', false))).toBe('{"a":"é"}')
  })

  it('of a terminal is not waited for', async () => {
    await expect(readText(undefined, stdin('', true))).rejects.toThrow('there is no payload: name a file, or pipe it in')
  })
})
