import { isContractError } from '../engine/errors.js'
import { loadRegistry } from './load-registry.js'
import { askedFor } from './migrate/asked-for.js'
import { convert } from './migrate/convert.js'
import { InvalidPayload, jsonIn, readText } from './migrate/read-payload.js'
import { type Command, type Output, UsageError } from './run.js'

const help = `Usage: runners-contracts migrate --procedure <name> --half <half> --from <version> --to <version> [file]

Converts one payload from one version to another, valid in both, and prints it as JSON on standard output. What is lost goes to
standard error, a line each, and so does every id that had to be made up. Without a file, or with "-", the payload comes from
standard input. Versions are named as v1 or 1.0.0.

Options:
  --procedure <name>  such as runner.execute
  --half <half>       request, response, events (one event of a stream) or errors (one error, as {"code", "data", "message"})
  --from <version>    the version that the payload is in
  --to <version>      the version that it shall be in
  --request <file>    of an answer: the request of its call in version --to, where the conversion reads it
  -h, --help          this text

Exit codes: 0 done; 1 the payload is no JSON, is not valid, is refused, or has no counterpart there; 2 bad usage.

Example:
  echo '{"runners":["pageTitle"]}' | runners-contracts migrate --procedure runner.execute --half request --from v1 --to v2`

/** `runners-contracts migrate`: one payload, outside of a call. */
export const migrate: Command = {
  name: 'migrate',
  summary: 'one payload in another version, and what is lost on the way',
  help,
  options: {
    procedure: { type: 'string' },
    half: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    request: { type: 'string' },
  },
  run: async ({ options, positionals }, output) => {
    const [file, ...others] = positionals
    if (others.length > 0) throw new UsageError(`converts one payload at a time: ${others.join(' ')} is too much`)
    const asked = askedFor(await loadRegistry(), options)
    const requestFile = options['request']
    const request = typeof requestFile === 'string' ? await readText(requestFile, process.stdin) : undefined
    const payload = await readText(file, process.stdin)
    return tell(output, async () => convert(asked, jsonIn(payload, 'payload'), request === undefined ? undefined : jsonIn(request, 'request')))
  },
}

/** Prints what a conversion gives, or why it gives nothing. */
async function tell(output: Output, converting: () => ReturnType<typeof convert>): Promise<number> {
  try {
    const { value, losses, made } = await converting()
    const text = JSON.stringify(value, null, 2) ?? 'null'
    output.write(text)
    for (const { path, reason, from, to } of losses) output.fail(`lost: ${path}: ${reason} (${from} to ${to})`)
    for (const id of made.filter((one) => text.includes(one))) output.fail(`made up: the id ${id}, which the payload lacks`)
    return 0
  } catch (error) {
    output.fail(`runners-contracts migrate: ${reasonOf(error)}`)
    return 1
  }
}

/** A conversion that throws anything else is a defect of its hop. */
function reasonOf(error: unknown): string {
  if (error instanceof InvalidPayload || isContractError(error)) return error.message
  return `the conversion failed: ${error instanceof Error ? error.message : String(error)}`
}
