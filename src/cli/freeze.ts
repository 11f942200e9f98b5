import { type CheckoutCommand, inCheckout } from './checkout.js'
import { UsageError } from './run.js'

const help = `Usage: runners-contracts freeze <version> [--renew]

Writes versions/<version>/frozen.json, the lock that runners-contracts check holds the version to from then on. It is the only
thing that writes it. The version, named as v1 or 1.0.0, never changes again: it is frozen if everything about it passes.

Options:
  --renew      after an upgrade of zod, TypeScript or API Extractor, or a mended hop: renew the API report's hash, the words of
               the JSON Schemas and what golden payloads become, where sources, wire and payloads are the same
  -h, --help   this text

Exit codes: 0 written, 1 refused, 2 bad usage.`

/** `runners-contracts freeze`: writes a lock. */
const checkout: CheckoutCommand = {
  name: 'freeze',
  summary: 'freeze a version: write its lock',
  help,
  options: { renew: { type: 'boolean' } },
  run: async ({ options, positionals }, output, root) => {
    const [name, ...others] = positionals
    if (name === undefined || others.length > 0) throw new UsageError('give one version, such as v2')
    const { loadCheckout } = await import('../check/load-checkout.js')
    const { freezeVersion } = await import('../check/freeze/freeze-version.js')
    const { renewLock } = await import('../check/freeze/renew-lock.js')
    const { formatPart } = await import('../check/format/table.js')
    const found = await loadCheckout(root)
    const version = found.versions.find((one) => one.folder === name || one.version === name)
    if (version === undefined) throw new UsageError(`there is no version "${name}": give one of ${found.versions.map(({ folder }) => folder).join(', ')}`)
    const result = options['renew'] === true ? await renewLock(found, version) : await freezeVersion(found, version, (outcome) => output.write(formatPart(outcome, output)))
    if (result.kind === 'refused') output.fail(`runners-contracts freeze: ${result.reason}`)
    else output.write(`wrote ${result.path}: commit it; its diff is the review`)
    return result.kind === 'refused' ? 1 : 0
  },
}

export const freeze = inCheckout(checkout)
