import type { RunRequest } from '@runners/contracts'
import { open } from 'lmdb'
import type { Run } from './run.js'

/** A run and what it was asked for: all that another process needs to go on with it. */
export interface ArchivedRun {
  /** The first run has 0, the next 1. */
  readonly order: number
  readonly request: RunRequest
  readonly run: Run
}

/** Where runs outlive the process that has them. */
export interface RunArchive {
  /** In their order. */
  readonly all: () => readonly ArchivedRun[]
  /** Keeps a run as it stands; it is kept when this returns. */
  readonly keep: (archived: ArchivedRun) => void
}

/** Keeps nothing. */
export const noArchive: RunArchive = { all: () => [], keep: () => {} }

/** A file of this machine. A process that is killed loses nothing; a power cut may lose the last changes, for want of a sync. */
export function openRunArchive(file: string): RunArchive {
  const runs = open<ArchivedRun, number>({ path: file, noSync: true })
  return {
    all: () => [...runs.getRange().map(({ value }) => value)],
    keep: (archived) => void runs.putSync(archived.order, archived),
  }
}
