import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { runTool } from './run-tool.js'

/** The other side, unpacked, or why there is none and what helps. */
export type Side = { readonly kind: 'here'; readonly folder: string } | { readonly kind: 'gone'; readonly problem: string; readonly fix: string }

const gone = (problem: string, fix: string): Side => ({ kind: 'gone', problem, fix })

/** Unpacks what `--against` names into a temporary folder, hands it on, and removes it. */
export async function withSide<Result>(against: string, root: string, use: (side: Side) => Promise<Result>): Promise<Result> {
  const temporary = mkdtempSync(join(tmpdir(), 'runners-contracts-against-'))
  try {
    return await use(ofThisPackage(await unpack(against, root, temporary), against, root))
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

function unpack(against: string, root: string, temporary: string): Promise<Side> | Side {
  if (against.startsWith('npm:')) return fromNpm(against.slice('npm:'.length), temporary)
  const path = resolve(against)
  if (!existsSync(path)) return fromGit(against, root, temporary)
  return statSync(path).isDirectory() ? fromFolder(path, temporary) : fromTarball(path, temporary)
}

async function fromGit(ref: string, root: string, temporary: string): Promise<Side> {
  const commit = await runTool('git', ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`], root)
  if (!commit.isDone) return gone(`there is no file, no folder and no git ref ${ref}`, fetchCommand(ref))
  const archive = join(temporary, 'side.tar')
  const archived = await runTool('git', ['archive', '--format=tar', `--output=${archive}`, commit.output.trim()], root)
  if (!archived.isDone) return gone(`git cannot give ${ref}: ${archived.output}`, fetchCommand(ref))
  return untar(archive, temporary)
}

/** CI checks out one commit of one branch: whatever else is wanted has to be fetched. */
function fetchCommand(ref: string): string {
  const [, remote, branch] = /^([^/]+)\/(.+)$/.exec(ref) ?? []
  if (remote === undefined) return `git fetch origin ${ref}, then --against FETCH_HEAD`
  return `git fetch ${remote} ${branch}:refs/remotes/${ref}`
}

async function fromNpm(name: string, temporary: string): Promise<Side> {
  const packed = await runTool('npm', ['pack', name, '--loglevel=error', '--pack-destination', temporary], temporary)
  const file = readdirSync(temporary).find((one) => one.endsWith('.tgz'))
  if (packed.isDone && file !== undefined) return fromTarball(join(temporary, file), temporary)
  return gone(`npm does not give ${name}: ${packed.output.split('\n').slice(0, 2).join('; ')}`, `npm view ${name} says whether it is there and reachable`)
}

async function fromTarball(file: string, temporary: string): Promise<Side> {
  const side = await untar(file, temporary)
  return side.kind === 'gone' ? side : { kind: 'here', folder: join(side.folder, 'package') }
}

async function untar(file: string, temporary: string): Promise<Side> {
  const folder = join(temporary, 'side')
  mkdirSync(folder)
  const done = await runTool('tar', ['-xf', file, '-C', folder], temporary)
  return done.isDone ? { kind: 'here', folder } : gone(`${file} cannot be unpacked: ${done.output.split('\n')[0]}`, 'give a tarball as npm pack writes it')
}

function fromFolder(path: string, temporary: string): Side {
  const folder = join(temporary, 'side')
  cpSync(path, folder, { recursive: true, filter: (one) => !['node_modules', '.git'].includes(basename(one)) })
  return { kind: 'here', folder }
}

/** Another package has no frozen versions of ours: nothing would be held, and nobody would notice. */
function ofThisPackage(side: Side, against: string, root: string): Side {
  if (side.kind === 'gone') return side
  const [own, other] = [nameIn(root), nameIn(side.folder)]
  return own === other ? side : gone(`${against} is ${other ?? 'no package'}, not ${own}`, 'correct what --against names')
}

function nameIn(folder: string): string | undefined {
  const path = join(folder, 'package.json')
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as { readonly name?: string }).name : undefined
}
