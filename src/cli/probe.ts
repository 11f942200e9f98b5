import { visible } from '../diff/format/visible.js'
import { isContractError } from '../engine/errors.js'
import { readTerms } from '../engine/negotiation/terms.js'
import { loadRegistry } from './load-registry.js'
import { askPeer } from './peer/ask-peer.js'
import { askingHelp, askingOf, askingOptions } from './peer/asking.js'
import { harmlessJson } from './peer/harmless-json.js'
import { type Target, targetIn, withoutCredentials } from './peer/target.js'
import { lostTo } from './probe/lost-to.js'
import { probeText } from './probe/probe-text.js'
import { type Command, type Given, UsageError } from './run.js'

const help = `Usage: runners-contracts probe <url> [options]

Looks at one peer as a client would: what it is, what it speaks, what is agreed on and by what, and what calls of the latest
version lose on the way to it. It sends GETs alone, and executes nothing. Behind a load balancer one of its peers answers.
Credentials in the URL are sent as basic authorization, and printed nowhere.

Options:
${askingHelp}
  --min <version>     lowest version to agree on, such as 2.0.0
  --prerelease        a prerelease may be agreed on
  --json              for programs:
                      { peer, contract, source, versions: [{ version, deprecated, sunset }], agreed,
                        error: { code, message, details }, ms, latest,
                        lost: [{ from, to,
                                 losses: [{ procedure, half, direction, path, reason, policy, conditional }],
                                 emulated: [{ procedure, missingIn, losses }],
                                 unavailable: [{ procedure, missingIn, reason }] }] }
                      source is discovery or evidence; dates are as the peer writes them, or null; error is null where there is
                      an agreement, and what is not known is null where there is none; latest is this side's; lost is hop by
                      hop from the latest on, as in runners-contracts list; fields are only added.
  -h, --help          this text

Exit codes: 0 agreed; 1 not: nobody answers, something else does, or there is no common version; 2 bad usage.`

/** `runners-contracts probe`: one peer, as a client sees it. */
export const probe: Command = {
  name: 'probe',
  summary: 'what a peer is and speaks, what is agreed on, what is lost',
  help,
  options: { ...askingOptions, min: { type: 'string' }, prerelease: { type: 'boolean' } },
  run: async ({ options, positionals }, output) => {
    const target = targetOf(positionals)
    const asking = askingOf(await loadRegistry(), options, termsOf(options))
    const report = await askPeer(target, asking)
    const { registry } = asking
    const { contract, agreed, error } = report
    const lost = contract === null || agreed === null ? [] : lostTo(registry, contract, agreed)
    if (options['json'] === true) output.write(harmlessJson({ ...report, latest: registry.latest.version, lost }))
    else output.write(probeText(report, registry.latest.version, lost))
    if (error !== null) output.fail(`runners-contracts probe: ${visible(error.message)}`)
    return agreed === null ? 1 : 0
  },
}

function targetOf([url, ...others]: readonly string[]): Target {
  if (url === undefined) throw new UsageError('give the URL of a peer, such as https://eu-west-1.example.com/api/runner')
  if (others.length > 0) throw new UsageError('looks at one peer: runners-contracts fleet looks at many')
  const target = targetIn(url)
  if (target !== undefined) return target
  throw new UsageError(`"${visible(withoutCredentials(url))}" is no URL of a peer: give one that begins with http:// or https://`)
}

function termsOf(options: Given['options']) {
  const terms = { min: options['min'] as string | undefined, prerelease: options['prerelease'] === true }
  try {
    readTerms(terms)
    return terms
  } catch (error) {
    if (!isContractError(error, 'OFFER_INVALID')) throw error
    throw new UsageError(`--min cannot be "${error.details.value}": give an exact version such as 2.0.0`)
  }
}
