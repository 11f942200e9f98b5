import type { Finding } from '../compare/finding.js'
import type { Report } from '../contract/report.js'
import { byVerdict, placeOfFinding, pointersOf, shownWitness } from './shown.js'

/** JUnit's XML: a case a finding; what breaks or is unproven fails unless a hop handles it. */
export function formatJunit({ older, newer, findings }: Report): string {
  const cases = byVerdict(findings).map(testCase)
  const failures = findings.filter(isFailure).length
  const counts = `tests="${findings.length}" failures="${failures}"`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="${escaped(`wire diff ${older} to ${newer}`)}" ${counts}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
  ].join('\n')
}

const isFailure = ({ verdict, handledBy }: Finding) => (verdict === 'breaking' || verdict === 'unproven') && handledBy === undefined

function testCase(one: Finding): string {
  const open = `    <testcase classname="${escaped(placeOfFinding(one))}" name="${escaped(`${one.rule} ${pointersOf(one)} (${one.fingerprint})`)}"`
  const witness = shownWitness(one, 2000)
  const body = [one.sentence, ...(witness === undefined ? [] : [`witness: ${witness}`]), ...(one.handledBy === undefined ? [] : [`handled by ${one.handledBy}`])]
  const text = escaped(body.join('\n'))
  if (isFailure(one)) return `${open}><failure type="${one.verdict}" message="${escaped(one.sentence)}">${text}</failure></testcase>`
  return `${open}><system-out>${text}</system-out></testcase>`
}

const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** XML 1.0 has no way to write most control characters. */
const escaped = (text: string) =>
  [...text].map((char) => names[char] ?? (isControl(char.codePointAt(0)!) ? `\\u${char.codePointAt(0)!.toString(16).padStart(4, '0')}` : char)).join('')

const isControl = (point: number) => (point < 0x20 && point !== 9 && point !== 10 && point !== 13) || (point >= 0xd800 && point <= 0xdfff) || point === 0xfffe || point === 0xffff
