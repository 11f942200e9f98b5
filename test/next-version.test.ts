import { execFile, execFileSync, fork } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyProject, type ProjectCopy } from './support/project-copy.js'

/** What a newcomer does, command by command, on a copy of this project, whatever its latest version is called. */
let project: ProjectCopy
const git = (...args: readonly string[]) => execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args], { cwd: project.folder, encoding: 'utf8' })
/** Waits without blocking: the test runner asks its workers for signs of life. */
const run = (command: string, ...args: readonly string[]) =>
  new Promise<{ readonly status: number | string | null | undefined; readonly stdout: string; readonly stderr: string }>((resolve) => {
    execFile(command, args, { cwd: project.folder, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => resolve({ status: error === null ? 0 : error.code, stdout, stderr }))
  })
const contracts = (...args: readonly string[]) => run('npm', 'run', '--silent', 'contracts', '--', ...args)
const commitAll = () => git('add', '--all') + git('commit', '--quiet', '--allow-empty', '--message', 'state')
/** Paths that differ from the last commit. */
const touched = () => git('status', '--porcelain', '--untracked-files=all').split('\n').filter(Boolean).map((line) => line.slice(3))
/** Where the compiler complains, and of what. */
async function complaints() {
  const { status, stdout } = await run('node_modules/.bin/tsc', '--noEmit', '--pretty', 'false')
  const found = [...stdout.matchAll(/^(\S[^(]*)\((\d+),\d+\): error \w+: (.*(?:\n .*)*)$/gm)]
  if ((found.length === 0) !== (status === 0)) throw new Error(`tsc ended with ${status}: ${stdout}`)
  return found.map(([, path = '', line = '', message = '']) => ({
    path,
    line: readFileSync(join(project.folder, path), 'utf8').split('\n')[Number(line) - 1]?.trim(),
    message,
  }))
}

const latestFolder = () => /from '\.\/(v[\d.]+)\/index\.js'/.exec(readFileSync(join(project.folder, 'versions/latest.ts'), 'utf8'))![1]!
let [older, newer] = ['', '']

beforeAll(() => {
  project = copyProject()
  git('init', '--quiet')
  commitAll()
  older = latestFolder()
  newer = `v${Number.parseInt(older.slice(1)) + 1}`
}, 600_000)
afterAll(() => project.remove())

describe('runners-contracts new, and one renamed field', () => {
  const hop = () => `migrations/${older}-${newer}`

  it('begins the next version: a copy, a hop, goldens, and everything that names the latest', { timeout: 600_000 }, async () => {
    const { status, stdout, stderr } = await contracts('new', newer)
    expect([status, stderr]).toStrictEqual([0, ''])
    expect(stdout).toContain(`npm run typecheck: each procedure that changed is an error in ${hop()}.`)
    const paths = touched()
    const isOf = (folder: string) => (path: string) => path.startsWith(`${folder}/`)
    expect(paths.filter((path) => !isOf(`versions/${newer}`)(path) && !isOf(hop())(path)).toSorted()).toStrictEqual([
      `docs/${older}-${newer}.md`,
      'package.json',
      'src/registry.ts',
      'versions/latest.ts',
    ].toSorted())
    expect(paths).toEqual(expect.arrayContaining([`versions/${newer}/golden/orchestrator.submitRun.request.json`, `versions/${newer}/golden/orchestrator.submitRun.request.from-v1.json`]))
    commitAll()
  })

  it('makes the compiler ask at the place of the procedure that changes, and nowhere else', { timeout: 600_000 }, async () => {
    project.edit(`versions/${newer}/run.ts`, (text) => text.replace('  tags: z.array', '  labels: z.array'))
    expect(await complaints()).toStrictEqual([
      { path: `${hop()}/orchestrator.ts`, line: 'submitRun: {},', message: expect.stringContaining("Property 'request' is missing") as unknown },
    ])
  })

  it('is content with the answer, given in the two new folders alone', { timeout: 600_000 }, async () => {
    const fields = 'runners, mode, concurrency, timeoutMs, runId, idempotencyKey'
    project.edit(`${hop()}/orchestrator.ts`, (text) =>
      text.replace(
        'submitRun: {},',
        `submitRun: {
    request: {
      up: ({ tags, ${fields} }) => ({ labels: tags, ${fields} }),
      down: ({ labels, ${fields} }) => ({ tags: labels, ${fields} }),
    },
  },`,
      ),
    )
    project.edit(`versions/${newer}/golden/orchestrator.submitRun.request.json`, (text) => text.replaceAll('"tags"', '"labels"'))
    expect(await complaints()).toStrictEqual([])
    expect(touched()).toStrictEqual([`${hop()}/orchestrator.ts`, `versions/${newer}/golden/orchestrator.submitRun.request.json`, `versions/${newer}/run.ts`])
  })

  it('leaves the older versions as they are when what follows is written anew', { timeout: 600_000 }, async () => {
    commitAll()
    expect((await run('npm', 'run', '--silent', 'derive')).status).toBe(0)
    const follows = new RegExp(`^(versions/${newer}/golden/orchestrator\\.submitRun\\.request(\\.from-v\\d+)?\\.json|docs/${older}-${newer}\\.md)$`)
    expect(touched().filter((path) => !follows.test(path))).toStrictEqual([])
    const arrived = readFileSync(join(project.folder, `versions/${newer}/golden/orchestrator.submitRun.request.from-v1.json`), 'utf8')
    expect(arrived).toContain('"labels"')
    expect(arrived).not.toContain('"tags"')
  })

  describe('built, talks with version 1 over HTTP', () => {
    const peers: ReturnType<typeof fork>[] = []
    const start = (script: string, ...args: readonly string[]) => {
      const peer = fork(join(project.folder, 'test/fixtures/next-version', script), [...args], { cwd: project.folder, execArgv: [] })
      peers.push(peer)
      return new Promise((resolve, reject) => peer.once('message', resolve).once('error', reject).once('exit', (code) => reject(new Error(`${script} ended with ${code}`))))
    }
    beforeAll(async () => {
      expect((await run('node_modules/.bin/tsup', '--no-dts', '--silent')).status).toBe(0)
    }, 600_000)
    afterAll(() => peers.forEach((peer) => peer.kill()))

    it.each([
      // caller, server, what the caller gets: the server answers with the renamed field
      ['call-v1.mjs', 'serve-latest.mjs', { runId: 'nightly+v1' }],
      ['call-latest.mjs', 'serve-v1.mjs', { runId: 'nightly+latest', version: '1.0.0', losses: [] }],
    ])('%s calls %s, and the value arrives', async (caller, server, expected) => {
      const url = (await start(server)) as string
      expect(await start(caller, url)).toStrictEqual(expected)
    }, 600_000)
  })
})

describe('runners-contracts new, refused,', () => {
  const after = () => `v${Number(newer.slice(1)) + 1}`

  it.each([
    // what is wrong, version asked for, exit code, what is said
    ['a gap between versions', () => 'v99', (text: string) => text, 2, /99\.0\.0 leaves a gap: the next after /],
    ['a latest version that cannot be found', after, (text: string) => text.replace('export *', 'export {}'), 1, /versions\/latest\.ts has no export \*.*Nothing was written/],
  ])('writes nothing: %s', { timeout: 600_000 }, async (_what, version, change, code, said) => {
    const path = join(project.folder, 'versions/latest.ts')
    writeFileSync(path, change(readFileSync(path, 'utf8')))
    commitAll()
    const { status, stdout, stderr } = await contracts('new', version())
    expect([status, stdout]).toStrictEqual([code, ''])
    expect(stderr).toMatch(said)
    expect(touched()).toStrictEqual([])
  })
})
