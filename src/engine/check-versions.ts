import compare from 'semver/functions/compare.js'
import major from 'semver/functions/major.js'
import parse from 'semver/functions/parse.js'
import { checkRoutes } from './check-routes.js'
import type { Problem } from './errors.js'
import { procedureName } from './pairs.js'
import { majorInPath, proceduresOf } from './procedures.js'
import type { ContractVersion } from './version.js'

/** What is wrong with the ids of the versions. Where anything is, nothing can be said of the hops between them. */
export function checkSequence(versions: readonly ContractVersion[]): readonly Problem[] {
  if (versions.length === 0) {
    return [{ rule: 'versions-empty', where: 'versions', problem: 'there is none', fix: 'Give at least one version.' }]
  }
  const malformed = versions.filter(({ version }) => parse(version)?.version !== version).map(({ version }) => malformedId(version))
  if (malformed.length > 0) return malformed
  return versions.slice(1).flatMap((newer, index) => checkOrder(versions[index]!, newer))
}

/** What is wrong with a version by itself; its id is known to be well-formed. */
export function checkVersion(version: ContractVersion, index: number): readonly Problem[] {
  return [...checkNames(version), ...checkDates(version), ...checkPaths(version, index === 0), ...checkRoutes(version)]
}

const malformedId = (version: string): Problem => ({
  rule: 'version-malformed',
  where: `version ${JSON.stringify(version)}`,
  problem: 'it is not a semver id',
  fix: 'Write it as "1.0.0".',
})

function checkOrder({ version: older }: ContractVersion, { version: newer }: ContractVersion): readonly Problem[] {
  const order = compare(older, newer)
  if (order < 0) return []
  const where = `version ${newer}`
  return order === 0
    ? [{ rule: 'version-duplicate', where, problem: 'it is there twice', fix: 'Remove one, or give it a number of its own.' }]
    : [{ rule: 'version-order', where, problem: `it stands behind ${older}, which is newer`, fix: 'List versions from oldest to newest.' }]
}

/** A procedure is known as `contract.path.to.it`: a dot in a name would make two of them one. */
function checkNames({ version, contracts }: ContractVersion): readonly Problem[] {
  return Object.entries(contracts).flatMap(([name, contract]) => {
    const names = [name, ...[...proceduresOf(contract).values()].flatMap(({ path }) => path)]
    const wrong = new Set(names.filter((part) => part === '' || part.includes('.')))
    return [...wrong].map((part) => ({
      rule: 'name-dotted',
      where: `${name} in ${version}`,
      problem: `the name ${JSON.stringify(part)} is empty or has a dot`,
      fix: 'Nest it, or give it a name without dots.',
    }))
  })
}

/** `Date.parse` alone takes nearly anything, and the 31st of February. */
function isDate(date: string): boolean {
  const day = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.exec(date)?.[1]
  if (day === undefined || Number.isNaN(Date.parse(date))) return false
  return new Date(day).toISOString().startsWith(day)
}

function checkDates({ version, deprecated, sunset }: ContractVersion): readonly Problem[] {
  const wrong = (problem: string): readonly Problem[] => [
    { rule: 'version-dates', where: `version ${version}`, problem, fix: 'Give ISO 8601 dates, deprecation first: "2027-01-31".' },
  ]
  if (deprecated !== undefined && !isDate(deprecated)) return wrong(`deprecated is not a date: ${deprecated}`)
  if (sunset !== undefined && !isDate(sunset)) return wrong(`sunset is not a date: ${sunset}`)
  if (deprecated !== undefined && sunset !== undefined && Date.parse(sunset) < Date.parse(deprecated)) {
    return wrong('it is sunset before it is deprecated')
  }
  return []
}

/** Only the oldest version may go without `/vN`; elsewhere a peer could misread a newer request as its own. */
function checkPaths({ version, contracts }: ContractVersion, isOldest: boolean): readonly Problem[] {
  const expected = major(version)
  return Object.entries(contracts).flatMap(([name, contract]) => {
    const procedures = [...proceduresOf(contract)]
    const majors = procedures.map(([, details]) => majorInPath(details))
    if (isOldest && majors.every((found) => found === undefined)) return []
    return procedures.flatMap(([id], index) => (majors[index] === expected ? [] : [wrongPath(procedureName(name, id), version, expected)]))
  })
}

const wrongPath = (procedure: string, version: string, expected: number): Problem => ({
  rule: 'route-prefix',
  where: `${procedure} in ${version}`,
  problem: `its path does not begin with /v${expected}`,
  fix: `Give it a path and build the contract with oc.prefix('/v${expected}').router({ … }).`,
})
