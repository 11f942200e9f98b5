import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The real command in a process of its own. Its output is read as far as `chunks` and then closed. */
async function command(args: readonly string[], input: string, chunks = Infinity) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', ...args], { cwd: root, env: { ...process.env, TSX_TSCONFIG_PATH: 'tsconfig.run.json' } })
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const read = { out: '', err: '', chunks: 0 }
  child.stdout.on('data', (data: Buffer) => {
    read.out += data.toString()
    if (++read.chunks >= chunks) child.stdout.destroy()
  })
  child.stderr.on('data', (data: Buffer) => (read.err += data.toString()))
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, ...read }
}

const migrate = ['migrate', '--procedure', 'runner.execute', '--half', 'request', '--from', 'v2', '--to', 'v1']
const large = JSON.stringify({ runId: 'r', runners: Array.from({ length: 200_000 }, (_, index) => ({ name: `runner${index}`, input: {} })) })

it('a large payload passes through pipes whole', { timeout: 60_000 }, async () => {
  const { code, out, err } = await command(migrate, large)
  expect([code, err, (JSON.parse(out) as { runners: unknown[] }).runners.length]).toStrictEqual([0, '', 200_000])
})

it('a reader that has seen enough is no failure', { timeout: 60_000 }, async () => {
  const { code, out, err } = await command(migrate, large, 1)
  expect([code, err]).toStrictEqual([0, ''])
  expect(out.length).toBeGreaterThan(0)
})
