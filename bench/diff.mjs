/**
 * How long the wire diff takes: procedures of 30 fields, one field changed in every tenth procedure, at growing sizes.
 * `npm run bench:diff`
 */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { compareVersions } from '../src/diff/contract/compare-versions.js'

const FIELDS = 30
const SIZES = [50, 100, 200, 400]

const kinds = [
  () => z.string().min(1).max(64),
  () => z.number().int().nonnegative(),
  () => z.boolean().optional(),
  () => z.enum(['one', 'two', 'three']),
  () => z.array(z.object({ id: z.string(), label: z.string().optional() })).max(10),
  () => z.iso.datetime(),
]

/** @param {number} index @param {boolean} isChanged */
const field = (index, isChanged) => {
  const plain = /** @type {() => import('zod').ZodType} */ (kinds[index % kinds.length])()
  return isChanged ? z.string().min(2).max(64) : plain
}

/** @param {boolean} isChanged */
const objectOf = (isChanged) =>
  z.object(Object.fromEntries(Array.from({ length: FIELDS }, (_, index) => [`field${index}`, field(index, isChanged && index === 12)])))

/** @param {string} version @param {number} size */
const versionOf = (version, size) => ({
  version,
  contracts: {
    bench: Object.fromEntries(
      Array.from({ length: size }, (_, index) => {
        const schema = () => objectOf(version === '2.0.0' && index % 10 === 0)
        return [`procedure${index}`, oc.route({ method: 'POST', path: `/p${index}` }).input(schema()).output(schema())]
      }),
    ),
  },
})

/** @param {number} size */
const measured = (size) => {
  const [older, newer] = [versionOf('1.0.0', size), versionOf('2.0.0', size)]
  const [start, cpu] = [performance.now(), process.cpuUsage()]
  const { findings } = compareVersions(older, newer)
  const { user, system } = process.cpuUsage(cpu)
  return { size, ms: performance.now() - start, cpu: (user + system) / 1000, findings: findings.length }
}

measured(100)
for (const { size, ms, cpu, findings } of SIZES.map(measured)) {
  console.log(`${String(size).padStart(4)} procedures x ${FIELDS} fields: ${ms.toFixed(0).padStart(5)} ms, ${cpu.toFixed(0).padStart(5)} ms of CPU, ${(cpu / size).toFixed(2)} each, ${findings} findings`)
}
