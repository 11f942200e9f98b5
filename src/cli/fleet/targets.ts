import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { visible } from '../../diff/format/visible.js'
import { type Target, targetIn, withoutCredentials } from '../peer/target.js'
import { UsageError } from '../run.js'

/** The peers that arguments name, in their order, each once: URLs, files that list them, "-" for standard input. @throws UsageError */
export async function targetsOf(args: readonly string[], input: NodeJS.ReadStream): Promise<readonly Target[]> {
  if (args.length === 0) throw new UsageError('give URLs of peers, a file that lists them, or - for standard input')
  const lists: (readonly Target[])[] = []
  for (const arg of args) lists.push(await targetsIn(arg, input))
  const all = lists.flat()
  const seen = new Set<string>()
  return all.filter(({ key }) => !seen.has(key) && seen.add(key))
}

async function targetsIn(arg: string, input: NodeJS.ReadStream): Promise<readonly Target[]> {
  if (/^https?:/i.test(arg)) return [oneTarget(arg)]
  const name = arg === '-' ? 'standard input' : arg
  const targets = listed(await listIn(arg, input), name)
  // a list that could not be made is empty: its peers must not be taken for none
  if (targets.length === 0) throw new UsageError(`there is no peer in ${visible(name)}`)
  return targets
}

function oneTarget(arg: string): Target {
  const target = targetIn(arg)
  if (target === undefined) throw new UsageError(`"${visible(withoutCredentials(arg))}" is no URL of a peer`)
  return target
}

/**
 * The peers in a list of one URL a line, among blank lines and comments.
 * @throws UsageError that names a wrong line by its number: it may hold credentials
 */
export function listed(list: string, name: string): readonly Target[] {
  return list.split(/\r\n|\n|\r/).flatMap((line, index) => {
    const url = line.replace(/(^|\s)#.*$/, '').trim()
    const target = targetIn(url)
    if (target !== undefined) return [target]
    if (url === '') return []
    throw new UsageError(`${visible(name)} line ${index + 1} is no URL of a peer: give one a line, with http:// or https://`)
  })
}

async function listIn(arg: string, input: NodeJS.ReadStream): Promise<string> {
  if (arg === '-' && input.isTTY) throw new UsageError('there is no list on standard input: pipe it in')
  try {
    return (await (arg === '-' ? text(input) : readFile(arg, 'utf8'))).replace(/^\uFEFF/, '')
  } catch {
    throw new UsageError(`"${visible(withoutCredentials(arg))}" is neither a URL with http:// or https:// nor a file that can be read`)
  }
}
