import compare from 'semver/functions/compare.js'
import inc from 'semver/functions/inc.js'
import { UsageError } from '../run.js'

/** The version that `v3`, `3` or `3.0.0` names, one that may follow the versions there are. @throws UsageError */
export function nextVersion(named: string, versions: readonly string[]): string {
  const latest = versions[versions.length - 1]!
  const [, major, minor = '0', patch = '0'] = /^v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?$/.exec(named) ?? []
  const next = (['major', 'minor', 'patch'] as const).map((part) => inc(latest, part)!)
  const ways = `the next after ${latest} is ${next[0]}, or ${next[1]} or ${next[2]} where every peer of ${latest} understands it`
  if (major === undefined) throw new UsageError(`"${named}" is no version: ${ways}`)
  const version = [major, minor, patch].map(Number).join('.')
  if (versions.includes(version)) throw new UsageError(`${version} is there already: ${ways}`)
  if (compare(version, latest) < 0) throw new UsageError(`${version} is older than the latest: ${ways}`)
  if (!next.includes(version)) throw new UsageError(`${version} leaves a gap: ${ways}`)
  return version
}
