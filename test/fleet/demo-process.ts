import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The demo, under way. */
export interface Demo {
  readonly process: ChildProcess
  /**
   * Resolves when the demo has ended and nothing that it started is left: all of them hold its stderr open.
   * `code` is null where a signal ended it.
   */
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>
}

/** Starts the demo as `npm run demo` does, on what it builds. */
export const runDemoCommand = (...options: readonly string[]): Demo => start('npm', ['run', '--silent', 'demo', '--', ...options])

/** Starts the demo on the sources, as one process that signals reach. */
export const runDemo = (...options: readonly string[]): Demo =>
  start(process.execPath, ['--import', 'tsx', 'examples/fleet/main.ts', ...options])

function start(command: string, args: readonly string[]): Demo {
  const demo = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let [stdout, stderr] = ['', '']
  demo.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  demo.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const ended = new Promise<Awaited<Demo['ended']>>((resolve) => demo.once('close', (code) => resolve({ code, stdout, stderr })))
  return { process: demo, ended }
}
