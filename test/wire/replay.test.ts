import { createRunnerHandler } from '@runners/contracts/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Listening, listen } from '../support/server.js'
import { differences } from './differences.js'
import { plainV1Runner } from './plain-v1-runner.js'
import { exchanges } from './recording.js'
import { comparable, replay } from './replay.js'
import { supportedHeader } from '../support/versions.js'
import { v2Runner } from './v2-runner.js'

const named = exchanges.map((exchange) => [exchange.name, exchange] as const)

let page: Listening
beforeAll(async () => {
  page = await listen((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Hello</title>')
  })
})
afterAll(() => page.close())

it('the recording has 13 exchanges, each under a name of its own', () => {
  expect(exchanges).toHaveLength(13)
  expect(new Set(exchanges.map(({ name }) => name)).size).toBe(13)
})

describe('a plain implementation of v1', () => {
  let runner: Listening
  beforeAll(async () => {
    runner = await listen(plainV1Runner)
  })
  afterAll(() => runner.close())

  it.each(named)('answers as recorded: %s', async (_name, exchange) => {
    const answer = await replay(exchange, runner.url, page.url)
    expect(comparable(answer)).toStrictEqual(comparable(exchange.response))
  })
})

describe('our handler over an implementation of v2 alone', () => {
  let runner: Listening
  beforeAll(async () => {
    runner = await listen(createRunnerHandler({ router: v2Runner }).node)
  })
  afterAll(() => runner.close())

  it.each(named)('answers as recorded, or as the table of differences says: %s', async (name, exchange) => {
    const answer = await replay(exchange, runner.url, page.url)
    expect(comparable(answer)).toStrictEqual(comparable(differences.get(name)?.answer ?? exchange.response))
  })

  it.each(named)('says what it speaks and what it serves: %s', async (_name, exchange) => {
    const { headers } = await replay(exchange, runner.url, page.url)
    expect(headers.get('runners-contract-version')).toBe(spokenAt(exchange.request.path))
    expect(headers.get('runners-contract-supported')).toBe(supportedHeader)
  })
})

/** Discovery is the one path that belongs to no version. */
const spokenAt = (path: string) => {
  if (path === '/contract') return null
  return path.startsWith('/v2/') ? '2.0.0' : '1.0.0'
}

describe('the table of differences', () => {
  it.each([...differences])('names an exchange that was recorded: %s', (name) => {
    expect(exchanges.map((exchange) => exchange.name)).toContain(name)
  })

  it.each([...differences])('says why, and differs from the recording: %s', (name, { reason, answer }) => {
    const recorded = exchanges.find((exchange) => exchange.name === name)?.response
    expect(reason).toMatch(/\w+ \w+/)
    expect(comparable(answer)).not.toEqual(recorded && comparable(recorded))
  })
})
