import type { ContractErrorCode, ContractErrorDetails, Loss, Problem } from './error-details.js'
import { isRecord } from './record.js'

type Messages = { readonly [Code in ContractErrorCode]: (details: ContractErrorDetails[Code]) => string }

const peerName = (peer: string | undefined) => (peer === undefined ? 'the peer' : `the peer ${peer}`)
const at = (peer: string | undefined) => (peer === undefined ? '' : ` at ${peer}`)
const list = (versions: readonly string[]) => (versions.length === 0 ? 'none' : versions.slice(0, 20).join(', '))
const problemLine = ({ where, problem, fix }: Problem) => `\n- ${where}: ${problem}. ${fix}`
const lossLine = ({ path, reason, from, to }: Loss) => `\n- ${path} (${from} to ${to}): ${reason}`

/** Issues come from any schema library and may hold what JSON cannot carry: only their path and message are shown. */
const issueText = (issue: unknown) => {
  const { path, message } = isRecord(issue) ? issue : { path: [], message: issue }
  const place = Array.isArray(path) ? path.map((part) => String(isRecord(part) ? part['key'] : part)).join('.') : ''
  return place === '' ? String(message) : `${place}: ${String(message)}`
}
const issueList = (issues: readonly unknown[]) => issues.slice(0, 20).map(issueText).join('; ').slice(0, 500)

/** The wording of every error: what is wrong, with whom, and the way out. */
export const messages: Messages = {
  REGISTRY_INCOHERENT: ({ registry, problems }) =>
    `The registry "${registry}" does not fit together:${problems.map(problemLine).join('')}`,
  NOT_REGISTERED: ({ registry, asked, known }) =>
    `The registry "${registry}" has no ${asked}. It has ${list(known)}.`,
  ROUTER_INCOMPLETE: ({ contract, version, missing }) =>
    `The router does not implement ${list(missing)} of the ${contract} contract ${version}. Pass what implement(contract).router({ … }) returns, with a handler for each procedure.`,
  OFFER_INVALID: ({ side, value, problem, peer }) =>
    `What is ${side === 'min' ? 'demanded as minimum' : side}${at(peer)} is not usable: ${problem}: ${value}. Give semver versions such as ["1.0.0"], or a range such as ">=1.0.0".`,
  NO_COMMON_VERSION: ({ offered, supported, min, upgrade, to, peer }) =>
    `No common version with ${peerName(peer)}: it offers ${list(offered)}, this side supports ${list(supported)}${min === undefined ? '' : ` and demands at least ${min}`}. Upgrade ${upgrade === 'peer' ? peerName(peer) : 'this side'} to ${to}.`,
  PEER_UNREACHABLE: ({ peer, contract, reason }) =>
    `Nothing is known of the ${contract} at ${peer}: ${reason}. Check that it is up and reachable; this says nothing about its version and is not remembered.`,
  NOT_A_RUNNER: ({ peer, contract, reason }) =>
    `What answers at ${peer} does not serve the contract ${contract}: ${reason}. Check the URL and its path prefix.`,
  CONTRACT_VERSION_UNSUPPORTED: ({ version, supported, peer, procedure, sunset, to }) =>
    `${peer === undefined ? 'This side' : `The peer ${peer}`} does not serve contract version ${version}${procedure === undefined ? '' : ` for ${procedure}`}${sunset === undefined ? '' : ` since its sunset (${sunset})`}; it serves ${list(supported)}. Nothing was executed: ${to === undefined ? 'speak one of these, or upgrade it' : `move to ${to}`}.`,
  VERSION_WITHDRAWN: ({ procedure, version, supported, peer }) =>
    `${peer === undefined ? 'The peer' : `The peer ${peer}`} stopped serving contract version ${version} while ${procedure} was under way in it; it serves ${list(supported)}. What was executed before stays executed: see what came of it before you call again.`,
  CONTRACT_VERSION_MISMATCH: ({ version, path, supported }) =>
    `The version header says ${version}, which does not live under the path ${path}; served are ${list(supported)}. Nothing was executed: make the header and the path agree.`,
  PROCEDURE_UNAVAILABLE: ({ procedure, version, reason, peer }) =>
    `${procedure} is not available${at(peer)} in contract version ${version}: ${reason}. Upgrade that side, or do without.`,
  LOSSY_CONVERSION: ({ procedure, from, to, losses, peer }) =>
    `${procedure} was not sent to ${peerName(peer)}: converting it from ${from} to ${to} would lose${losses.slice(0, 20).map(lossLine).join('')}${losses.length > 20 ? `\n- and ${losses.length - 20} more` : ''}\nRemove these values, pick a peer that can carry them, or set losses to "report" or "allow".`,
  CONVERSION_REFUSED: ({ procedure, from, to, reason, peer }) =>
    `${procedure} cannot be converted from ${from} to ${to}${at(peer)}: ${reason}. Nothing was sent: change the request, or speak ${to}.`,
  CONVERSION_INVALID: ({ procedure, half, from, to, peer, issues }) =>
    from === to
      ? `The ${half} of ${procedure}${at(peer)} is not valid in contract version ${to}: ${issueList(issues)}. Mend it, or the emulation that made it.`
      : `Converting the ${half} of ${procedure} from ${from} to ${to}${at(peer)} gave a value that ${to} refuses: ${issueList(issues)}. The hop between these versions is wrong: mend its ${half} step.`,
  ANSWER_INVALID: ({ procedure, version, issues, peer }) =>
    `The answer of ${peerName(peer)} to ${procedure} is not valid in contract version ${version}, which it speaks: ${issueList(issues)}. It may have executed the call; mend that peer.`,
}
