import { spawn } from 'node:child_process'
import { createRunnerHandler } from '@runners/contracts/server'
import { openAnswerFile } from '../../examples/fleet/answer-file.js'
import { serve, settings } from '../../examples/fleet/child.js'
import { createRunnerRouter } from '../../examples/fleet/runner-router.js'
import { journalOf } from './journal.js'
import { servedBy } from './runner-kind.js'
import type { RunnerSettings } from './runner-settings.js'
import { hearing } from './spoken.js'
import { workChecks } from './work.js'

const { process: name, kind, journals, answers, sabotage } = settings<RunnerSettings>()
const versions = servedBy[kind]
const checks = workChecks(journalOf(journals, name), sabotage.includes('executedTwice') ? 2 : 1)
const router = createRunnerRouter({ region: name, checks, contractVersions: versions, answers: openAnswerFile(answers) })

if (sabotage.includes('orphans')) {
  spawn(process.execPath, ['-e', 'setTimeout(() => {}, 600_000)'], { detached: true, stdio: 'ignore' }).unref()
}

await serve(hearing(createRunnerHandler({ router, versions }).node))
