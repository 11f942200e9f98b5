import pLimit from 'p-limit'
import { fleetText } from './fleet/fleet-text.js'
import { createProgress } from './fleet/progress.js'
import { targetsOf } from './fleet/targets.js'
import { type Verdict, verdictsOf } from './fleet/verdicts.js'
import { loadRegistry } from './load-registry.js'
import { askPeer } from './peer/ask-peer.js'
import { type Asking, askingHelp, askingOf, askingOptions } from './peer/asking.js'
import { harmlessJson } from './peer/harmless-json.js'
import type { PeerReport } from './peer/peer-report.js'
import type { Target } from './peer/target.js'
import type { Command, Output } from './run.js'
import { versionNamed } from './version-named.js'
import { wholeNumber } from './whole-number.js'

const help = `Usage: runners-contracts fleet <url | file | -> ... [options]

Looks at many peers as runners-contracts probe does, and tells for each version whether it can be retired: whether without it,
and it alone, some of them would have no version in common with this package. A peer that gives no usable answer (it is down,
slow, refuses, or something else answers) leaves open what it needs.

A file, or "-" for standard input, has one URL a line; blank lines and what follows a # are left out. One without a peer is
bad usage. A peer that is named twice is asked once.

Of several peers behind one URL, as behind a load balancer, only one answers: give each by a URL of its own.
Callers that still speak an old version to these peers are not seen from here: the handlers of the peers count these.

Options:
${askingHelp}
  --concurrency <n>   peers asked at once, 20 unless said; all of it takes at most peers / n x the limit for one peer
  --retire <version>  fail unless this version can be retired, such as v1
  --json              for programs:
                      { latest,
                        peers: [{ peer, contract, source, versions: [{ version, deprecated, sunset }], agreed,
                                  error: { code, message, details }, ms }],
                        verdicts: [{ version, verdict, neededBy: ["https://…"], usedBy: ["https://…"] }] }
                      peers are in the order given, and as in runners-contracts probe; verdict is latest, needed, unknown or
                      retirable; fields are only added.
  -h, --help          this text

Exit codes: 0 there is an agreement with each; 1 not with each, or --retire names what cannot be retired; 2 bad usage.
Progress is shown where standard error is a terminal, and not with --json.`

/** `runners-contracts fleet`: many peers, and what may be retired. */
export const fleet: Command = {
  name: 'fleet',
  summary: 'what the peers of a fleet speak, and which version can be retired',
  help,
  options: { ...askingOptions, concurrency: { type: 'string' }, retire: { type: 'string' } },
  run: async ({ options, positionals }, output) => {
    const concurrency = wholeNumber('--concurrency', options['concurrency'], { least: 1, most: 500, unless: 20 })
    const asking = askingOf(await loadRegistry(), options)
    const { registry } = asking
    const retire = options['retire'] === undefined ? undefined : versionNamed(registry, String(options['retire']))
    const targets = await targetsOf(positionals, process.stdin)
    const isForPrograms = options['json'] === true
    const peers = await askAll(targets, asking, concurrency, isForPrograms ? undefined : output.passing)
    const verdicts = verdictsOf(peers, registry.versions.map(({ version }) => version))
    output.write(isForPrograms ? harmlessJson({ latest: registry.latest.version, peers, verdicts }) : fleetText(peers, verdicts))
    return exitCode(peers, verdicts, retire)
  },
}

async function askAll(targets: readonly Target[], asking: Asking, concurrency: number, passing: Output['passing']) {
  const progress = createProgress(targets.length, passing)
  const limit = pLimit(concurrency)
  const reports = await limit.map(targets, async (target) => {
    const report: PeerReport = await askPeer(target, asking)
    progress.step(report.agreed === null)
    return report
  })
  progress.end()
  return reports
}

function exitCode(peers: readonly PeerReport[], verdicts: readonly Verdict[], retire: string | undefined): 0 | 1 {
  const isKept = retire !== undefined && verdicts.find(({ version }) => version === retire)?.verdict !== 'retirable'
  return isKept || peers.some(({ agreed }) => agreed === null) ? 1 : 0
}
