import { compareRegistered } from '../diff/contract/compare-versions.js'
import { formatMarkdown } from '../diff/format/markdown.js'
import { folderName } from '../engine/folder-name.js'
import type { Registry } from '../engine/registry.js'

/** A page for each hop, named after its folder: what `runners-contracts diff v1 v2 --format markdown` says. */
export function wireDiffPages(registry: Registry, compare = compareRegistered): readonly { readonly file: string; readonly text: string }[] {
  return registry.hops.map(({ from, to }) => ({
    file: `${folderName(from)}-${folderName(to)}.md`,
    text: `<!-- Written by \`npm run docs:diff\`; do not edit. -->\n\n${formatMarkdown(compare(registry, from, to))}`,
  }))
}
