import type { Finding } from '../compare/finding.js'
import type { Report } from '../contract/report.js'
import { xmlText } from './escape.js'
import { byVerdict, placeOfFinding, pointersOf, shownWitness } from './shown.js'

/** JUnit's XML: a case a finding; what breaks or is unproven fails unless a hop handles it. */
export function formatJunit({ older, newer, findings }: Report): string {
  const cases = byVerdict(findings).map(testCase)
  const failures = findings.filter(isFailure).length
  const counts = `tests="${findings.length}" failures="${failures}"`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="${xmlText(`wire diff ${older} to ${newer}`)}" ${counts}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
  ].join('\n')
}

const isFailure = ({ verdict, handledBy }: Finding) => (verdict === 'breaking' || verdict === 'unproven') && handledBy === undefined

function testCase(one: Finding): string {
  const open = `    <testcase classname="${xmlText(placeOfFinding(one))}" name="${xmlText(`${one.rule} ${pointersOf(one)} (${one.fingerprint})`)}"`
  const witness = shownWitness(one, 2000)
  const body = [one.sentence, ...(witness === undefined ? [] : [`witness: ${witness}`]), ...(one.handledBy === undefined ? [] : [`handled by ${one.handledBy}`])]
  const text = xmlText(body.join('\n'))
  if (isFailure(one)) return `${open}><failure type="${one.verdict}" message="${xmlText(one.sentence)}">${text}</failure></testcase>`
  return `${open}><system-out>${text}</system-out></testcase>`
}
