import { isORPCErrorJson } from '@orpc/client'
import type { AnyContractRouter } from '@orpc/contract'
import { parseWith } from '../engine/parse.js'
import { proceduresOf, routeOf } from '../engine/procedures.js'
import { randomId, type Registry } from '../engine/registry.js'

/** An answer to a GET; `body` is undefined where it was not JSON. */
export interface PlainAnswer {
  readonly status: number
  readonly body: unknown
}

/** How a peer that is older than discovery shows what it is: by its answer to one harmless GET. */
export interface OldPeer {
  /** The version that such a peer speaks. */
  readonly version: string
  /** Path below the peer's URL that is asked for. */
  readonly path: () => string
  /** Whether only such a peer answers like this, having answered discovery as it did. */
  readonly recognise: (answer: PlainAnswer, discovery: PlainAnswer) => boolean | Promise<boolean>
}

/** A runner of 1.0.0 answers `GET /info` with 200 in the shape of that version. */
export function oldRunner(registry: Registry): OldPeer {
  const { version, procedure } = oldest(registry, 'runner', 'info')
  return {
    version,
    path: () => routeOf(procedure).path,
    recognise: async ({ status, body }) => status === 200 && fits(procedure.response, body),
  }
}

/**
 * An orchestrator of 1.0.0 has nothing to ask for but runs. Asked for one that cannot exist, its procedure answers 404 in oRPC's
 * own error form. A host that knows no such path answers as it does for discovery; a 5xx says nothing at all. An orchestrator
 * that answers otherwise must be pinned.
 */
export function oldOrchestrator(registry: Registry): OldPeer {
  const { version, procedure } = oldest(registry, 'orchestrator', 'getRunStatus')
  return {
    version,
    path: () => routeOf(procedure).path.replace('{runId}', randomId()),
    recognise: (answer, discovery) => isNotFound(answer) && !isNotFound(discovery),
  }
}

const isNotFound = ({ status, body }: PlainAnswer) => status === 404 && isORPCErrorJson(body) && body.status === 404

function oldest({ versions }: Registry, contract: string, id: string) {
  const { version, contracts } = versions[0]!
  return { version, procedure: proceduresOf(contracts[contract] as AnyContractRouter).get(id)! }
}

async function fits(schema: Parameters<typeof parseWith>[0], body: unknown): Promise<boolean> {
  try {
    await parseWith(schema, body, () => new Error())
    return true
  } catch {
    return false
  }
}
