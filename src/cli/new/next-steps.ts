import { hopNames, type VersionNames } from './names.js'

const contracts = 'npm run contracts --'

/** What there is after `new`, and what its caller does next. */
export function nextSteps(from: VersionNames, to: VersionNames, isLatestFrozen: boolean): string {
  const hop = hopNames(from, to)
  const steps = [
    `Change versions/${to.folder}. Every field has a description and an example.`,
    hop === undefined
      ? `${contracts} diff ${from.version} ${to.version}: whatever breaks or is unproven there needs a new major instead.`
      : `npm run typecheck: each procedure that changed is an error in migrations/${hop.folder}. Say there how it goes up and down, and what is lost. Remove what has nothing to say.`,
    'npm run laws: finds what is lost undeclared, and declared but never lost.',
    `npm run derive, then npm run api: write what follows from it. Adapt payloads in versions/${to.folder}/golden that are not valid any more. The differences are part of the review.`,
    `Say it in CHANGELOG.md, then npm test.`,
    `${contracts} freeze ${to.folder}, before it goes out.`,
  ]
  return [
    `${to.version} is there, a copy of ${from.version}: versions/${to.folder}${hop === undefined ? '' : `, migrations/${hop.folder}`}, and wherever the latest version is named.`,
    ...(isLatestFrozen ? [] : [`${from.version} is not frozen: what changes there from now on does not reach ${to.version}. Freeze it first, or change it instead.`]),
    '',
    ...steps.map((step, index) => `${index + 1}. ${step}`),
  ].join('\n')
}
