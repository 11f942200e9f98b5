import { columns } from '../columns.js'
import type { DeclaredLoss } from './declared-loss.js'
import type { HopOverview, Overview, VersionOverview } from './overview.js'

/** An overview for people: a table of versions, then what each hop loses and what it cannot bring over at all. */
export function overviewText({ name, latest, versions, hops }: Overview): string {
  const rows = versions.map((version) => rowOf(version, latest))
  return [
    `${name}: ${versions.length} ${versions.length === 1 ? 'version' : 'versions'}, latest ${latest}`,
    '',
    ...columns([['VERSION', 'STATE', 'DEPRECATED', 'SUNSET'], ...rows]),
    ...hops.flatMap(hopLines),
  ].join('\n')
}

const rowOf = ({ version, frozen, deprecated, sunset }: VersionOverview, latest: string) => [
  version,
  `${frozen === null ? 'draft' : `frozen ${frozen}`}${version === latest ? ', latest' : ''}`,
  deprecated ?? '-',
  sunset ?? '-',
]

/** What is lost, missing and moved between two neighbours: a section each, a blank line before it. */
export function hopLines({ from, to, losses, emulated, unavailable, routes }: HopOverview): readonly string[] {
  const lost = (title: string, direction: DeclaredLoss['direction']) => section(title, lossLines(losses.filter((loss) => loss.direction === direction)))
  const missing = [
    ...emulated.map(({ procedure, missingIn, losses: inside }) => [procedure, `${missingIn} lacks it: emulated${insideText(inside)}`]),
    ...unavailable.map(({ procedure, missingIn, reason }) => [procedure, `${missingIn} lacks it: ${reason}`]),
  ]
  return [
    ...lost(`From ${to} down to ${from} is lost`, 'down'),
    ...lost(`From ${from} up to ${to} is lost`, 'up'),
    ...section(`Between ${from} and ${to} is missing`, columns(missing)),
    ...section(`Between ${from} and ${to} moved`, columns(routes.map(({ procedure, route }) => [procedure, route]))),
    ...(losses.length + missing.length + routes.length === 0 ? ['', `Between ${from} and ${to} nothing is lost or missing.`] : []),
  ]
}

const insideText = (losses: readonly DeclaredLoss[]) => (losses.length === 0 ? '' : `, losing ${losses.map(({ path }) => path).join(', ')}`)

const section = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)])

const lossLines = (losses: readonly DeclaredLoss[]) =>
  columns(losses.map(({ procedure, half, path, reason, policy }) => [`${procedure} ${half}`, path, policy === 'reject' ? `${reason} (a call is refused unless allowed)` : reason]))
