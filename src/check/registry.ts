import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isContractError } from '../engine/errors.js'
import { folderName, versionOfFolder } from '../engine/folder-name.js'
import type { Registry } from '../engine/registry.js'
import type { Checkout } from './checkout.js'
import { reasonOf } from './reason-of.js'
import type { PartResult, Problem } from './problem.js'

/** The registry loads and fits together, and its versions are those of `versions/`, each with an export of its own. */
export async function checkRegistry(checkout: Checkout): Promise<PartResult> {
  const { registry: loaded, versions } = checkout
  const problems = [...unexported(checkout), ...exportedWithoutFolder(checkout), ...unloadable(checkout)]
  if (loaded.kind === 'failed') return { problems: [...problems, ...incoherent(loaded.error, problems.length > 0)], note: 'does not load' }
  const ids = loaded.registry.versions.map(({ version }) => version)
  return { problems: [...problems, ...unregistered(checkout, loaded.registry), ...foreign(checkout, loaded.registry)], note: `${ids.join(', ')} of ${versions.length} folders` }
}

const part = 'registry'

/** The registry's own problems, each with its place; where a folder is missing that is what it stumbled over. */
function incoherent(error: unknown, isExplained: boolean): readonly Problem[] {
  const breaks = 'nothing of the package can be loaded: every client and every handler'
  if (isContractError(error, 'REGISTRY_INCOHERENT')) {
    return error.details.problems.map(({ rule, where, problem, fix }) => ({ part, rule, where, problem, breaks, fix }))
  }
  if (isExplained) return []
  return [{ part, rule: 'registry-not-loading', where: 'src/registry.ts', problem: `it cannot be loaded: ${reasonOf(error)}`, breaks, fix: 'npm run typecheck says where' }]
}

const exportsOf = ({ root }: Checkout): readonly string[] => {
  const { exports = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly exports?: object }
  return Object.keys(exports).flatMap((path) => (versionOfFolder(path.slice('./'.length)) === undefined ? [] : [path.slice('./'.length)]))
}

const exportedWithoutFolder = (checkout: Checkout): readonly Problem[] =>
  exportsOf(checkout).filter((name) => !checkout.versions.some(({ folder }) => folder === name)).map((name) => ({
    part,
    rule: 'version-folder-missing',
    where: `versions/${name}`,
    problem: `it is gone, and package.json exports ./${name}`,
    breaks: `everyone who speaks ${versionOfFolder(name)} or imports @runners/contracts/${name}`,
    fix: `git restore --source=$(git log -1 --format=%h --diff-filter=AM -- versions/${name}) -- versions/${name}`,
  }))

const unexported = (checkout: Checkout): readonly Problem[] =>
  checkout.versions.filter(({ folder }) => !exportsOf(checkout).includes(folder)).map(({ folder, version }) => ({
    part,
    rule: 'version-not-exported',
    where: 'package.json exports',
    problem: `./${folder} is not among them`,
    breaks: `nobody can import the contracts of ${version}`,
    fix: `add "./${folder}" beside the others; npm run contracts -- new does it`,
  }))

const unloadable = ({ versions }: Checkout): readonly Problem[] =>
  versions.filter(({ contracts }) => contracts === undefined).map(({ folder, version, error }) => ({
    part,
    rule: 'version-not-loading',
    where: `versions/${folder}/index.ts`,
    problem: `it cannot be loaded: ${reasonOf(error)}`,
    breaks: `everyone who speaks ${version}`,
    fix: 'npm run typecheck says where',
  }))

const unregistered = ({ versions }: Checkout, registry: Registry): readonly Problem[] =>
  versions.filter(({ version }) => !registry.versions.some((one) => one.version === version)).map(({ folder, version }) => ({
    part,
    rule: 'version-not-registered',
    where: `versions/${folder}`,
    problem: `src/registry.ts has no ${version}`,
    breaks: `peers that speak ${version}: nothing negotiates, converts or serves it`,
    fix: `add ${version} and the hops beside it to src/registry.ts`,
  }))

/** A frozen folder helps nobody if the registry serves other contracts in its name. */
const foreign = ({ versions }: Checkout, registry: Registry): readonly Problem[] =>
  registry.versions.flatMap(({ version, contracts }) => {
    const own = versions.find((one) => one.version === version)?.contracts
    const isOwn = own !== undefined && Object.keys(own).length === Object.keys(contracts).length && Object.entries(contracts).every(([name, contract]) => own[name] === contract)
    if (isOwn) return []
    const folder = `versions/${folderName(version)}`
    return [{
      part,
      rule: 'version-of-other-folder',
      where: `src/registry.ts, ${version}`,
      problem: `its contracts are not those of ${folder}, or not all of them`,
      breaks: `peers that speak ${version}: they are served what is not in its folder`,
      fix: `register runnerContract and orchestratorContract of ${folder}, unchanged`,
    }]
  })
