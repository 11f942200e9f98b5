import { join } from 'node:path'
import { textOf } from '../lock/read-files.js'
import type { Checkout } from './checkout.js'
import type { PartResult } from './problem.js'
import { wireDiffPages } from './wire-diff-pages.js'

/** The pages of `docs/` say what the wire diff says. */
export async function checkDocs({ root, registry, compare }: Checkout): Promise<PartResult> {
  if (registry.kind === 'failed') return { problems: [], note: 'not checked, the registry does not load' }
  const pages = wireDiffPages(registry.registry, compare)
  const stale = pages.filter(({ file, text }) => textOf(join(root, 'docs', file))?.replaceAll('\r\n', '\n') !== text)
  const problems = stale.map(({ file }) => ({
    part: 'docs' as const,
    rule: 'docs-stale',
    where: `docs/${file}`,
    problem: 'it does not say what the wire diff says',
    breaks: 'whoever plans an upgrade by it',
    fix: 'npm run docs:diff',
  }))
  return { problems, note: pages.map(({ file }) => file).join(', ') || 'no hops' }
}
