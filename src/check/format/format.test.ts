import { describe, expect, it } from 'vitest'
import { finding } from '../../diff/compare/finding.js'
import type { PartOutcome } from '../run-check.js'
import { formats } from './format.js'
import { formatPart } from './table.js'

const found = finding({ procedure: 'runner.info', contract: 'runner', direction: 'response', rule: 'property-added', verdict: 'lossy', oldPointer: '', newPointer: '/properties/a', sentence: 'a | b <c>', witness: { a: '%"' } })
const outcomes: readonly PartOutcome[] = [
  { part: 'registry', problems: [], note: '1.0.0 of 1 folder', duration: 12 },
  {
    part: 'frozen',
    note: 'frozen: v1',
    duration: 1234,
    problems: [
      { part: 'frozen', rule: 'frozen-wire-changed', where: 'versions/v1/runner.ts', problem: 'it changed: 1 lossy', breaks: 'peers', fix: 'git restore', findings: [found] },
      { part: 'frozen', rule: 'frozen-report-changed', where: '1.0.0, the report', problem: 'it differs', breaks: 'nobody', fix: 'renew', output: '-a\n+b' },
    ],
  },
]
const passed = outcomes.slice(0, 1)

it('a part that ended is a line, with each of its problems, what breaks and what mends it below', () => {
  expect(outcomes.map((one) => formatPart(one, { color: false })).join('\n')).toBe(`ok      registry    0.0 s  1.0.0 of 1 folder
FAILED  frozen      1.2 s  frozen: v1

error  versions/v1/runner.ts  frozen-wire-changed
  it changed: 1 lossy
    lossy       ${found.fingerprint}  runner.info response  property-added  / -> /properties/a
                a | b <c>
                witness  {"a":"%\\""}
  breaks  peers
  mend    git restore


error  1.0.0, the report  frozen-report-changed
  it differs
    -a
    +b
  breaks  nobody
  mend    renew
`)
  expect(formatPart(outcomes[0]!, { color: true })).toContain('\u001b[32m')
})

describe('a finished check', () => {
  it.each([
    ['table', passed, /^check: 1 part passed: registry$/],
    ['table', outcomes, /^check: 2 problems in frozen$/],
    ['markdown', outcomes, /\| frozen \| 2 failed \| 1\.2 s \| frozen: v1 \|/],
    ['markdown', outcomes, /lossy: a \\\| b &lt;c> `\{"a":"%\\""\}`/],
    ['github', outcomes, /^::error file=versions\/v1\/runner\.ts,title=frozen%3A versions\/v1\/runner\.ts frozen-wire-changed::it changed: 1 lossy%0A.*%25/m],
    ['github', outcomes, /^::error title=frozen%3A 1\.0\.0%2C the report frozen-report-changed::it differs%0A-a%0A\+b%0Abreaks: nobody%0Amend: renew$/m],
    ['junit', outcomes, /<testsuites tests="3" failures="2">/],
    ['junit', outcomes, /<testsuite name="registry" tests="1" failures="0" time="0\.012">/],
    ['junit', outcomes, /<failure type="frozen-wire-changed" message="it changed: 1 lossy">[^<]*a \| b &lt;c&gt;/],
  ] as const)('as %s', (format, given, expected) => {
    expect(formats[format](given, { color: false })).toMatch(expected)
  })

  it('as json says whether it passed, and everything', () => {
    expect(JSON.parse(formats.json(outcomes, { color: false }))).toStrictEqual({ passed: false, parts: JSON.parse(JSON.stringify(outcomes)) })
    expect(JSON.parse(formats.json(passed, { color: false }))).toMatchObject({ passed: true })
  })
})
