import { describe, expect, it } from 'vitest'
import { finding } from '../compare/finding.js'
import { reportOf } from '../contract/report.js'
import { type FormatName, formats } from './format.js'

const found = finding({
  procedure: 'runner.execute', contract: 'runner', direction: 'request', rule: 'min-length-increased', verdict: 'breaking',
  oldPointer: '/properties/a', newPointer: '/properties/a', sentence: '`a|b` <grew>: runners on 2.0.0 refuse this, 100%', witness: { a: '|\u0001`<&' }, detail: 'too small',
})
const report = reportOf({ older: '1.0.0', newer: '2.0.0', findings: [found], contracts: ['runner', 'orchestrator'], isMigrated: true })
const covered = reportOf({ older: '1.0.0', newer: '2.0.0', findings: [{ ...found, handledBy: 'migrations/v1-v2 runner.execute.request' }], isMigrated: true })

describe('each format', () => {
  it.each(Object.keys(formats) as FormatName[])('%s names the finding, its witness and both versions', (name) => {
    const text = formats[name](report, { color: false })
    for (const part of [found.fingerprint, 'min-length-increased', '1.0.0', '2.0.0']) expect(text).toContain(part)
    expect(text).not.toContain('\u001b')
  })

  it.each(Object.keys(formats) as FormatName[])('%s copes with nothing found', (name) => {
    expect(formats[name](reportOf({ older: 'old', newer: 'new', findings: [] }), { color: false })).toContain('new')
  })
})

it('the table is in colour only where it may be', () => {
  expect(formats.table(report, { color: true })).toContain('\u001b[31mbreaking')
})

it('the table says which break no hop handles', () => {
  expect(formats.table(report, { color: false })).toContain(`error: no step of a hop handles ${found.fingerprint}`)
  expect(formats.table(covered, { color: false })).not.toContain('error:')
})

it('JSON is the report itself', () => {
  expect(JSON.parse(formats.json(report, { color: false }))).toStrictEqual(JSON.parse(JSON.stringify(report)))
})

it('a bar, an angle bracket and a tick do not break a row of markdown', () => {
  const row = formats.markdown(report, { color: false }).split('\n').find((line) => line.startsWith('| breaking'))
  expect(row?.split(/(?<!\\)\|/)).toHaveLength(8)
  expect(row).toContain('&lt;grew>')
})

it('GitHub reads one escaped command a line; what a hop handles is a notice', () => {
  const [line] = formats.github(report, { color: false }).split('\n')
  expect(line).toMatch(/^::error title=breaking%3A runner\.execute request [^:]*::/)
  expect(line).toContain('100%25%0A')
  expect(formats.github(covered, { color: false })).toMatch(/^::notice/)
})

it('JUnit counts failures and writes no character that XML forbids', () => {
  const xml = formats.junit(report, { color: false })
  expect(xml).toContain('tests="1" failures="1"')
  expect(xml).toContain('&lt;grew&gt;')
  expect([...xml].filter((char) => char < ' ' && char !== '\n')).toStrictEqual([])
  expect(formats.junit(covered, { color: false })).toContain('failures="0"')
})

describe('what a foreign schema calls its fields steers nobody', () => {
  const evil = 'a\u001b[2J\r\n::error::x\u009b1m\u202e|\ud800'
  const hostile = finding({ ...found, procedure: `GET ${evil}`, oldPointer: `/${evil}`, newPointer: `/${evil}`, sentence: `\`${evil}\` grew`, detail: evil, witness: { [evil]: evil } })
  const poisoned = reportOf({ older: evil, newer: evil, findings: [hostile], contracts: [evil] })

  it.each(['table', 'markdown', 'github', 'junit'] as const)('in %s', (name) => {
    const text = formats[name](poisoned, { color: false })
    expect([...text].filter((char) => /[\p{Cc}\p{Cs}\u202e]/u.test(char) && char !== '\n')).toStrictEqual([])
    expect(text.split('\n').filter((line) => line.startsWith('::error::'))).toStrictEqual([])
    expect(text.split('\n')).toHaveLength(formats[name](report, { color: false }).split('\n').length - { table: 1, markdown: 2, github: 0, junit: 0 }[name])
  })

  it('in a row of markdown', () => {
    const row = formats.markdown(poisoned, { color: false }).split('\n').find((line) => line.startsWith('| breaking'))
    expect(row?.split(/(?<!\\)\|/)).toHaveLength(8)
  })
})

it('the version that is demanded is said by contract and overall', () => {
  expect(formats.table(report, { color: false })).toContain('semver: major (runner major, orchestrator none)')
})
