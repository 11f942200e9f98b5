import { procedureName } from '../../engine/pairs.js'
import { type HalfName, type ProcedureDetails, proceduresOf } from '../../engine/procedures.js'
import type { Registry } from '../../engine/registry.js'

/** One half of one procedure of one version, which has golden payloads. */
export interface GoldenPlace {
  readonly version: string
  readonly contract: string
  readonly half: HalfName
  readonly details: ProcedureDetails
  /** `runner.execute.request.json` */
  readonly file: string
}

/** Every half of a version that has a schema. */
export function goldenPlaces(registry: Registry, version: string): readonly GoldenPlace[] {
  return Object.entries(registry.version(version).contracts).flatMap(([contract, router]) =>
    [...proceduresOf(router)].flatMap(([id, details]) =>
      halvesOf(details).map((half) => ({ version, contract, half, details, file: `${procedureName(contract, id)}.${half}.json` })),
    ),
  )
}

/** `runner.execute.request.from-v1.json`: what payloads of the version in that folder become. */
export const arrivalsFile = (file: string, folder: string) => file.replace(/json$/, `from-${folder}.json`)

const halvesOf = ({ request, response, events, errors }: ProcedureDetails): readonly HalfName[] => [
  ...(request === undefined ? [] : (['request'] as const)),
  ...(response === undefined ? [] : (['response'] as const)),
  ...(events === undefined ? [] : (['events'] as const)),
  ...(Object.keys(errors).length === 0 ? [] : (['errors'] as const)),
]
