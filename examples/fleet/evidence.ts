import type { Loss } from '@runners/contracts'
import type { Planned } from './plan.js'
import type { Story } from './story.js'
import type { Told } from './supervisor.js'

/** Everything that expectations are checked against. */
export interface Evidence extends Story {
  readonly planned: readonly Planned[]
  readonly agreements: readonly NamedAgreement[]
  readonly losses: readonly CountedLoss[]
  /** Every visit of a held page. */
  readonly visited: readonly string[]
}

/** Who agreed with whom on which version. */
export interface NamedAgreement {
  readonly by: string
  readonly with: string
  readonly version: string
  readonly source: string
}

/** A kind of loss, how often it happened and to whom: `path` is without positions. */
export interface CountedLoss extends Loss {
  readonly by: string
  readonly times: number
}

/** What the processes told, with names instead of URLs and counts instead of repetitions. */
export function evidenceOf(story: Story, told: readonly Told[], planned: readonly Planned[]): Evidence {
  const nameOf = (url: string | undefined) => story.speakers.find((speaker) => speaker.url === url)?.name ?? String(url)
  const agreements = told.flatMap(({ by, message }) => {
    if (message.kind !== 'agreed') return []
    const { peer, version, source } = message.agreement
    return [{ by, with: nameOf(peer), version, source }]
  })
  const visited = told.flatMap(({ message }) => (message.kind === 'visited' ? [message.paths] : [])).at(-1) ?? []
  return { ...story, planned, agreements, losses: countLosses(told), visited }
}

function countLosses(told: readonly Told[]): readonly CountedLoss[] {
  const counted = new Map<string, CountedLoss>()
  for (const { by, message } of told) {
    if (message.kind !== 'lost') continue
    const loss = { ...message.loss, path: message.loss.path.replace(/\[\d+\]/g, '[]') }
    const key = JSON.stringify([by, loss])
    counted.set(key, { ...loss, by, times: (counted.get(key)?.times ?? 0) + 1 })
  }
  return [...counted.values()]
}
