import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { PartName, PartResult, Problem } from './problem.js'

/** A part that scripts of the checkout do, each in a process of its own: they load compilers and packers that nothing else needs. */
export interface ToolPart {
  readonly part: PartName
  /** Paths in the checkout with their arguments, run one after the other. */
  readonly scripts: readonly (readonly [script: string, ...args: string[]])[]
}

export async function runToolPart({ part, scripts }: ToolPart, root: string): Promise<PartResult> {
  const results: PartResult[] = []
  for (const [script, ...args] of scripts) results.push(resultOf(part, script, await runScript([join(root, script), ...args], root)))
  return { problems: results.flatMap(({ problems }) => problems), note: results.flatMap(({ note }) => (note === '' ? [] : [note])).join('; ') }
}

/** How a script ended. */
interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

function runScript(args: readonly string[], root: string): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, NO_COLOR: '1' }, stdio: ['ignore', 'pipe', 'pipe'] })
    const texts = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.stderr += text))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, ...texts }))
  })
}

function resultOf(part: PartName, script: string, { code, stdout, stderr }: Ended): PartResult {
  if (code === 0) return { problems: [], note: stdout.trim().split('\n').at(-1) ?? '' }
  const told = problemsIn(part, stderr)
  if (told.length > 0) return { problems: told, note: '' }
  const output = `${stdout}\n${stderr}`.trim()
  const problem: Problem = { part, rule: `${part}-failed`, where: script, problem: `it ended with ${code ?? 'a signal'}`, breaks: 'see what it says', fix: `node ${script} runs it alone`, output }
  return { problems: [problem], note: '' }
}

/** What `scripts/problem.mjs` writes: what is wrong, who would break and what mends it, then a detail, indented. */
function problemsIn(part: PartName, text: string): readonly Problem[] {
  const blocks = text.matchAll(/^(\S[^\n]*?): ([^\n]*)\n {2}who: ([^\n]*)\n {2}mend: ([^\n]*)(?:\n((?: {4}[^\n]*(?:\n|$)|\n)*))?/gm)
  return [...blocks].map(([, where = '', problem = '', breaks = '', fix = '', detail = '']) => {
    const output = detail.replaceAll(/^ {4}/gm, '').trimEnd()
    return { part, rule: `${part}-failed`, where, problem, breaks, fix, ...(output !== '' && { output }) }
  })
}
