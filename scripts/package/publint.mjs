import { readFileSync } from 'node:fs'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'

/**
 * What publint says of the package as packed; a suggestion counts like an error.
 *
 * @param {{ readonly tarball: string }} packed
 * @returns {Promise<readonly import('../problem.mjs').Problem[]>}
 */
export const publintProblems = async ({ tarball }) => {
  const { messages, pkg } = await publint({ pack: { tarball: new Uint8Array(readFileSync(tarball)).buffer }, strict: true })
  return messages.map((message) => ({
    where: `package.json ${message.path.join('.')}`,
    what: `publint: ${formatMessage(message, pkg, { color: false }) ?? message.code}`,
    who: 'bundlers and versions of Node that read that field strictly',
    mend: `https://publint.dev/rules#${message.code.toLowerCase()} says how`,
  }))
}
