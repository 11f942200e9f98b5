import { join } from 'node:path'
import { packagesOf } from '../built-imports.mjs'
import { entries, manifest } from '../entries.mjs'

/** What every user has: the dependencies and the peers that are not optional. */
export const required = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }).filter(
  (name) => !manifest.peerDependenciesMeta[name]?.optional,
)

const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })

/**
 * The packages that an entry point may need: a version brings its schemas alone, and the root nothing that is optional.
 *
 * @param {import('../entries.mjs').Entry} entry
 */
const allowed = ({ name, source }) => {
  if (source.startsWith('versions/')) return ['zod', '@orpc/contract', '@orpc/shared']
  return name === 'index' ? required : declared
}

/** Entry points that need nothing that is optional. */
export const plainEntries = entries.filter((entry) => allowed(entry) !== declared)

/**
 * Imports of packages that an entry point may not need. One that only happens to be installed beside ours is missing where packages are
 * kept apart, as pnpm does.
 *
 * @param {string} unpacked the folder of what is in the tarball
 * @returns {readonly import('../problem.mjs').Problem[]}
 */
export const needProblems = (unpacked) =>
  entries.flatMap((entry) =>
    [`${entry.name}.js`, `${entry.name}.d.ts`].flatMap((file) =>
      packagesOf(join(unpacked, 'dist', file))
        .filter((used) => !allowed(entry).includes(used))
        .map((used) => ({
          where: `dist/${file}`,
          what: `it imports ${used}, which ${entry.specifier} may not need`,
          who: `whoever imports ${entry.specifier} and has not installed ${used}`,
          mend: `import it elsewhere, or add it to the dependencies of package.json`,
        })),
    ),
  )
