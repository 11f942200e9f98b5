import { xmlText } from '../../diff/format/escape.js'
import type { Problem } from '../problem.js'
import type { PartOutcome } from '../run-check.js'
import { plainLines } from './plain.js'

/** JUnit's XML: a suite a part, a case a problem; a part without any is a case that passed. */
export function formatJunit(outcomes: readonly PartOutcome[]): string {
  const tests = outcomes.reduce((sum, { problems }) => sum + Math.max(problems.length, 1), 0)
  const failures = outcomes.reduce((sum, { problems }) => sum + problems.length, 0)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites tests="${tests}" failures="${failures}">`,
    ...outcomes.flatMap(suite),
    '</testsuites>',
  ].join('\n')
}

function suite({ part, problems, note, duration }: PartOutcome): readonly string[] {
  const cases = problems.length === 0
    ? [`    <testcase classname="check" name="${part}"><system-out>${xmlText(note)}</system-out></testcase>`]
    : problems.map(failure)
  return [`  <testsuite name="${part}" tests="${cases.length}" failures="${problems.length}" time="${(duration / 1000).toFixed(3)}">`, ...cases, '  </testsuite>']
}

const failure = (problem: Problem): string =>
  `    <testcase classname="check.${problem.part}" name="${xmlText(`${problem.rule} ${problem.where}`)}"><failure type="${xmlText(problem.rule)}" message="${xmlText(problem.problem)}">${xmlText(plainLines(problem).join('\n'))}</failure></testcase>`
