import { EventEmitter, once } from 'node:events'
import { join } from 'node:path'
import pLimit from 'p-limit'
import type { Child } from '../../examples/fleet/child-process.js'
import type { Supervisor, Told } from '../../examples/fleet/supervisor.js'
import { direct } from './direct.js'
import type { Evidence } from './evidence.js'
import { createGateway, type Gateway } from './gateway.js'
import { readJournals } from './journal.js'
import { leftBehind } from './left-behind.js'
import type { LoadSettings } from './load.js'
import { createOrchestrator, ORCHESTRATOR } from './orchestrator-fleet.js'
import { executionsOf, type Outcome } from './outcome.js'
import type { Plan } from './plan.js'
import { createRunnerFleet, type RunnerFleet } from './runner-fleet.js'
import type { Sabotage } from './sabotage.js'

/** How long a call or a run may take, in milliseconds, and how long an answer that comes too late. */
const LIMIT_MS = 8000
const LATE_MS = LIMIT_MS + 500

/** The clients, and which share of the executions each submits. */
const clients = { 'v2-caller': 0.3, 'v1-caller': 0.15, 'v2-submitter': 0.35, 'v1-submitter': 0.2 } as const

export interface ChaosOptions {
  readonly plan: Plan
  /** Of journals and stores. */
  readonly folder: string
  /** By which its processes are known. */
  readonly mark: string
  readonly sabotage: readonly Sabotage[]
}

/** Lets clients work on a fleet that does not stand still, to the end, and collects what is known of it. */
export async function runChaos(supervisor: Supervisor, { plan, folder, mark, sabotage }: ChaosOptions): Promise<Evidence> {
  const gateway = createGateway(plan.seed, LATE_MS)
  const urls = await openAddresses(gateway, plan)
  const { [ORCHESTRATOR]: orchestratorUrl = '', ...peers } = urls
  const fleet = createRunnerFleet({ supervisor, gateway, addresses: plan.addresses, folder, sabotage })
  await startRunners(fleet, plan)
  const runners = Object.fromEntries(Object.values(peers).map((url) => [url, [url]]))
  const orchestrator = createOrchestrator(supervisor, gateway, { runners, runs: join(folder, 'runs.mdb'), sabotage })
  await orchestrator.restart()
  const loads = loadsOf(plan, { peers: Object.values(peers), orchestrator: orchestratorUrl, sabotage })
  await work(supervisor, loads, plan, { fleet, orchestrator })
  const processes = await supervisor.stop()
  await gateway.close()
  const submitted = loads.flatMap(executionsOf)
  const executed = readJournals(folder)
  return { submitted, executed, outcomes: outcomesIn(supervisor.told), passages: gateway.passages, served: fleet.served, processes, leftBehind: leftBehind(mark) }
}

async function openAddresses(gateway: Gateway, { addresses }: Plan): Promise<Readonly<Record<string, string>>> {
  const names = [...addresses.map(({ name }) => name), ORCHESTRATOR]
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await gateway.open(name)] as const)))
}

/** A few at once: starting all of them would take all of the machine. */
async function startRunners(fleet: RunnerFleet, { initially }: Plan): Promise<void> {
  const limit = pLimit(3)
  await Promise.all(Object.entries(initially).map(([runner, kind]) => limit(() => fleet.replace(runner, kind))))
}

type Common = Pick<LoadSettings, 'peers' | 'orchestrator' | 'sabotage'>

const loadsOf = ({ seed, executions }: Plan, common: Common): readonly LoadSettings[] =>
  Object.entries(clients).map(([name, share]) => ({ ...common, seed, name, executions: Math.round(share * executions), limitMs: LIMIT_MS }))

async function work(supervisor: Supervisor, loads: readonly LoadSettings[], plan: Plan, fleets: Pick<Parameters<typeof direct>[1], 'fleet' | 'orchestrator'>) {
  const progressed = new EventEmitter()
  const children = loads.map((load): Child => supervisor.start(load.name, load))
  const reported = () => outcomesIn(supervisor.told).length
  const heard = setInterval(() => progressed.emit('progress'), 50)
  const allow = (executions: number) => children.forEach(({ send }) => send({ allowed: executions / plan.executions }))
  let isOver = false
  const ends = Promise.all(children.map(({ ended }) => ended)).then(() => (isOver = true))
  await direct(plan, { ...fleets, reported, progress: () => once(progressed, 'progress'), over: () => isOver, allow })
  await ends
  clearInterval(heard)
}

const outcomesIn = (told: readonly Told[]) => told.flatMap(({ message }) => (message.kind === 'report' ? [message.report as Outcome] : []))
