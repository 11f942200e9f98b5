#!/usr/bin/env node
import { check } from './check.js'
import { diff } from './diff.js'
import { fleet } from './fleet.js'
import { freeze } from './freeze.js'
import { list } from './list.js'
import { migrate } from './migrate.js'
import { newVersion } from './new.js'
import { passingLine } from './passing-line.js'
import { probe } from './probe.js'
import { type Output, run } from './run.js'

/** Every command, one file each. */
const commands = [list, migrate, diff, probe, fleet, newVersion, freeze, check]

const output: Output = {
  write: (text) => void process.stdout.write(`${text}\n`),
  fail: (text) => void process.stderr.write(`${text}\n`),
  color: process.stdout.isTTY === true && (process.env['NO_COLOR'] ?? '') === '' && process.env['TERM'] !== 'dumb',
  passing: passingLine(process.stderr),
}

/** Whoever reads no further, as `head` does, has got what they wanted: the exit code still tells. */
const ignoreClosedPipe = (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
}
process.stdout.on('error', ignoreClosedPipe)
process.stderr.on('error', ignoreClosedPipe)

process.exitCode = await run(process.argv.slice(2), commands, output)
