import type { Evidence } from './evidence.js'
import { type Expectation, expectation } from './expectation.js'

/** Who speaks what, and what was made of it. */
export const expectNegotiation = (evidence: Evidence): readonly Expectation[] => [...expectPeers(evidence), ...expectLosses(evidence)]

function expectPeers({ speakers, agreements }: Evidence): readonly Expectation[] {
  const speaker = (name: string) => {
    const found = speakers.find((each) => each.name === name)
    return { status: found?.status, versions: found?.versions }
  }
  return [
    expectation('The legacy runners know nothing of discovery', () => [speaker('legacy-runner'), speaker('legacy-beside')], [nothing, nothing]),
    expectation('The runner on our handler serves both versions', () => speaker('runner'), both),
    expectation('The orchestrator serves both versions', () => speaker('orchestrator'), both),
    expectation('Each pair of peers agreed once, on the highest version that both speak', () => agreements.map(line).sort(), [
      'after-restart with restarted-orchestrator: 2.0.0 by discovery',
      'before-restart with orchestrator: 2.0.0 by discovery',
      'orchestrator with legacy-beside: 1.0.0 by evidence',
      'orchestrator with legacy-runner: 1.0.0 by evidence',
      'orchestrator with runner: 2.0.0 by discovery',
      'restarted-orchestrator with runner: 2.0.0 by discovery',
      'v2-client with orchestrator: 2.0.0 by discovery',
    ]),
  ]
}

function expectLosses({ losses }: Evidence): readonly Expectation[] {
  const of = (procedure: string) => losses.filter((loss) => loss.procedure === procedure)
  return [
    expectation(
      'Towards the legacy runners exactly the time limit and the idempotency key were lost',
      () => of('runner.execute').map(({ by, path, to }) => `${by}: ${path} to ${to}`).sort(),
      ['orchestrator: idempotencyKey to 1.0.0', 'orchestrator: timeoutMs to 1.0.0'],
    ),
    expectation(
      'Towards the v1 client the orchestrator lost how runners were spoken to',
      () => new Set(of('orchestrator.getRun').map(({ by, path }) => `${by}: ${path}`)),
      new Set(['contractVersion', 'losses', 'results[].error.code'].map((path) => `orchestrator: jobs[].${path}`)),
    ),
    expectation('Nobody else lost anything', () => losses.filter(({ by }) => by !== 'orchestrator'), []),
  ]
}

const nothing = { status: 404, versions: [] }

const both = { status: 200, versions: ['1.0.0', '2.0.0'] }

const line = ({ by, with: peer, version, source }: Evidence['agreements'][number]) => `${by} with ${peer}: ${version} by ${source}`
