import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { compareRegistered } from '../diff/contract/compare-versions.js'
import type { Report } from '../diff/contract/report.js'
import type { Registry } from '../engine/registry.js'
import type { Checkout, LoadedRegistry } from './checkout.js'
import { loadVersions } from './load-versions.js'

/** Loads a checkout's versions and registry; what is broken in them is the parts' to report. */
export async function loadCheckout(root: string, options: { readonly today?: string; readonly against?: string | undefined } = {}): Promise<Checkout> {
  const { today = new Date().toISOString().slice(0, 10), against } = options
  const [versions, registry] = await Promise.all([loadVersions(root), loadRegistry(root)])
  return { root, today, versions, registry, compare: comparedOnce(), ...(against !== undefined && { against }) }
}

async function loadRegistry(root: string): Promise<LoadedRegistry> {
  try {
    const module = (await import(pathToFileURL(join(root, 'src/registry.ts')).href)) as { readonly registry: Registry }
    return { kind: 'loaded', registry: module.registry }
  } catch (error) {
    return { kind: 'failed', error }
  }
}

/** Several parts ask for the same comparison, which takes seconds. */
function comparedOnce(): Checkout['compare'] {
  const reports = new Map<string, Report>()
  return (registry, from, to) => {
    const key = `${from} ${to}`
    const report = reports.get(key) ?? compareRegistered(registry, from, to)
    reports.set(key, report)
    return report
  }
}
