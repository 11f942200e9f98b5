import type SemVer from 'semver/classes/semver.js'
import parse from 'semver/functions/parse.js'

const spelled = ({ version, build }: SemVer) => (build.length === 0 ? version : `${version}+${build.join('.')}`)

/**
 * The version that `text` spells as semver 2.0.0 does, or undefined. node-semver also takes `v1.0.0` and blanks around it; a wire should not.
 * More than 256 characters it refuses before any pattern runs.
 */
export const exactVersion = (text: string): SemVer | undefined => {
  const version = parse(text)
  return version !== null && spelled(version) === text ? version : undefined
}
