#!/usr/bin/env node
import { diff } from './diff.js'
import { type Output, run } from './run.js'

/** Every command, one file each. */
const commands = [diff]

const output: Output = {
  write: (text) => void process.stdout.write(`${text}\n`),
  fail: (text) => void process.stderr.write(`${text}\n`),
  color: process.stdout.isTTY === true && (process.env['NO_COLOR'] ?? '') === '' && process.env['TERM'] !== 'dumb',
}

process.exitCode = await run(process.argv.slice(2), commands, output)

