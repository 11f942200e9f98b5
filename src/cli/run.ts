import { parseArgs, type ParseArgsConfig } from 'node:util'
import { isContractError } from '../engine/errors.js'
import { givenTwice } from './given-twice.js'

/** Where a command writes, and whether in colour. */
export interface Output {
  readonly write: (text: string) => void
  readonly fail: (text: string) => void
  readonly color: boolean
  /** Shows a line that the next one replaces, and takes it away where there is none. Absent where standard error is no terminal. */
  readonly passing?: ((line?: string) => void) | undefined
}

type Options = NonNullable<ParseArgsConfig['options']>

/** What an option was given: a list where it may be repeated. */
export type OptionValue = string | boolean | readonly string[] | undefined

/** What a command was called with. */
export interface Given {
  readonly options: Readonly<Record<string, OptionValue>>
  readonly positionals: readonly string[]
  /** All of it, as it was typed behind the command. */
  readonly args: readonly string[]
}

/** A command of the binary. */
export interface Command {
  readonly name: string
  readonly summary: string
  /** Usage, options and exit codes, as `--help` shows them. */
  readonly help: string
  readonly options: Options
  /** Gives the exit code. @throws UsageError */
  readonly run: (given: Given, output: Output) => number | Promise<number>
}

/** A call that cannot be understood: says what is wrong and how to mend it, in one line; exit code 2. */
export class UsageError extends Error {}

/** Runs the command that the arguments name and gives the exit code: 0, 1 where it found what it shall fail on, 2 for bad usage. */
export async function run(args: readonly string[], commands: readonly Command[], output: Output): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    output.write(helpText(commands))
    return name === undefined ? 2 : 0
  }
  const command = commands.find((one) => one.name === name)
  if (command === undefined) {
    output.fail(`runners-contracts: there is no command "${name}"; try ${commands.map((one) => one.name).join(', ')} or --help`)
    return 2
  }
  return runCommand(command, rest, output)
}

async function runCommand(command: Command, args: readonly string[], output: Output): Promise<number> {
  try {
    const options = { ...command.options, help: { type: 'boolean', short: 'h' } } as const
    const { values, positionals, tokens } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true, tokens: true })
    if (values.help === true) {
      output.write(command.help)
      return 0
    }
    const twice = givenTwice(tokens, options)
    if (twice !== undefined) throw new UsageError(`--${twice} is given twice: give it once`)
    return await command.run({ options: values as Given['options'], positionals, args }, output)
  } catch (error) {
    if (!isUsage(error)) throw error
    output.fail(`runners-contracts ${command.name}: ${error.message.split('\n')[0]}; see runners-contracts ${command.name} --help`)
    return 2
  }
}

const isUsage = (error: unknown): error is Error =>
  error instanceof UsageError ||
  isContractError(error, 'NOT_REGISTERED') ||
  (error instanceof TypeError && String((error as { readonly code?: unknown }).code).startsWith('ERR_PARSE_ARGS'))

const helpText = (commands: readonly Command[]): string =>
  ['Usage: runners-contracts <command>', '', ...commands.map(({ name, summary }) => `  ${name.padEnd(10)}${summary}`), '', 'runners-contracts <command> --help says more.'].join('\n')
