import type { Problem } from './errors.js'
import { procedureName } from './pairs.js'
import { type ProcedureDetails, proceduresOf, routeOf } from './procedures.js'
import type { ContractVersion } from './version.js'

/** What every handler answers itself, below its prefix. */
const RESERVED = ['GET /contract', 'GET /openapi.json']

/** Routes that no request would ever reach: a handler answers them itself, or another procedure stands before them. */
export function checkRoutes({ version, contracts }: ContractVersion): readonly Problem[] {
  return Object.entries(contracts).flatMap(([name, contract]) => {
    const routes = [...proceduresOf(contract)].map(([id, details]) => ({ where: `${procedureName(name, id)} in ${version}`, route: routeText(details) }))
    return routes.flatMap(({ where, route }, index) => {
      const first = routes.findIndex((other) => other.route === route)
      if (RESERVED.includes(route)) return [reserved(where, route)]
      return first < index ? [duplicate(where, route, routes[first]!.where)] : []
    })
  })
}

/** Parameters match whatever their names are. */
const routeText = (details: ProcedureDetails) => {
  const { method, path } = routeOf(details)
  return `${method} ${path.replace(/\{[^}]+\}/g, '{}')}`
}

const reserved = (where: string, route: string): Problem => ({
  rule: 'route-reserved',
  where,
  problem: `${route} is answered by the handler itself`,
  fix: 'Give it another path.',
})

const duplicate = (where: string, route: string, first: string): Problem => ({
  rule: 'route-duplicate',
  where,
  problem: `${route} is the route of ${first}, too`,
  fix: 'Give it another path or method.',
})
