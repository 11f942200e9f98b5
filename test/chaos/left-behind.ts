import { readdirSync, readFileSync } from 'node:fs'

/** Environment variable by which a process shows that this chaos started it, or one that it started. */
const MARK = 'RUNNERS_CHAOS'

/** Marks every process that is started from now on. */
export function markProcesses(mark: string): void {
  process.env[MARK] = mark
}

/** Ids of the marked processes that are there still, as Linux tells them; none where there is no `/proc`. */
export function leftBehind(mark: string): readonly number[] {
  return readdirIfAny('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => pid !== process.pid && isMarked(pid, mark))
}

function readdirIfAny(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function isMarked(pid: number, mark: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`${MARK}=${mark}`)
  } catch {
    return false
  }
}
