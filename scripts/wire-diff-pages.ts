import { compareRegistered } from '../src/diff/contract/compare-versions.js'
import { formatMarkdown } from '../src/diff/format/markdown.js'
import { folderName } from '../src/engine/folder-name.js'
import { registry } from '../src/registry.js'

/** A page for each hop, named after its folder: what `runners-contracts diff v1 v2 --format markdown` says. */
export function wireDiffPages(): readonly { readonly file: string; readonly text: string }[] {
  return registry.hops.map(({ from, to }) => ({
    file: `${folderName(from)}-${folderName(to)}.md`,
    text: `<!-- Written by \`npm run docs:diff\`; do not edit. -->\n\n${formatMarkdown(compareRegistered(registry, from, to))}`,
  }))
}
