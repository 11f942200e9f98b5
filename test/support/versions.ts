import { registry } from '@runners/contracts/registry'

/** Every version there is, oldest first: a test that means all of them, or the latest, names none. */
export const supported: readonly string[] = registry.versions.map(({ version }) => version)
/** As the header says it. */
export const supportedHeader = supported.join(', ')
export const latest = registry.latest.version
/** `/v2/info` of `/info`, in the latest version. */
export const latestPath = (path: string) => `/v${latest.split('.')[0]}${path}`
/** A version that nobody here knows. */
export const unknownVersion = `${Number(latest.split('.')[0]) + 1}.0.0`
