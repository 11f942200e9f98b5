import { setTimeout as wait } from 'node:timers/promises'

/** What a submitter asks the orchestrator, in whatever version. Each call has a number, so that no two have one name. */
export interface Asking<Summary> {
  readonly submit: (call: number) => Promise<unknown>
  /** Whether the run has ended; undefined where there is none of that id. */
  readonly ended: (call: number) => Promise<boolean | undefined>
  readonly read: (call: number) => Promise<Summary>
}

/** How long a submitter asks before it gives up, in milliseconds: an orchestrator that is started again takes a while. */
const PATIENCE_MS = 60_000
const PAUSE_MS = 150

/**
 * Submits a run and asks until it has ended. Whoever gets no answer asks what became of the run, and where there is none submits it
 * again: of one id there is one run.
 */
export async function runToItsEnd<Summary>({ submit, ended, read }: Asking<Summary>): Promise<Summary> {
  const deadline = performance.now() + PATIENCE_MS
  let [call, accepted] = [0, false]
  const submitNow = async () => {
    try {
      await submit(++call)
      accepted = true
    } catch (error) {
      if (performance.now() > deadline) throw error
    }
  }
  await submitNow()
  for (;;) {
    const state = await untilAnswered(() => ended(++call), deadline)
    if (state === true) return untilAnswered(() => read(++call), deadline)
    if (state === undefined && accepted) throw new Error('LOST: the run was accepted, and is unknown')
    if (state === undefined) await submitNow()
    if (performance.now() > deadline) throw new Error('the run did not end in time')
    await wait(PAUSE_MS)
  }
}

async function untilAnswered<T>(ask: () => Promise<T>, deadline: number): Promise<T> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (performance.now() > deadline) throw error
      await wait(PAUSE_MS)
    }
  }
}
