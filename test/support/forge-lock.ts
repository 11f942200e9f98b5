/** What somebody does who knows how locks are made: a lock with a seal that fits whatever the version has become. `forge-lock.ts v1` */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { loadVersions } from '../../src/check/load-versions.js'
import { describeVersion, lockPath } from '../../src/lock/describe-version.js'
import type { Lock } from '../../src/lock/lock.js'
import { lockText, sealed } from '../../src/lock/lock-text.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const found = (await loadVersions(root)).find(({ folder }) => folder === process.argv[2])
if (found?.contracts === undefined) throw new Error(`${process.argv[2]} cannot be loaded`)
const { version, contracts } = found
const path = lockPath(root, version)
const frozen = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Lock).frozen : '2026-01-01'
const { version: id, ...content } = describeVersion(root, { version, contracts })
writeFileSync(path, lockText(sealed({ version: id, frozen, ...content })))
