import { z } from 'zod'

/** What a check found. `problem` is there where it did not pass. */
export interface Finding {
  /** The check's own name, which is not the one that it is called by. */
  readonly name: string
  readonly details: Readonly<Record<string, unknown>>
  readonly problem?: { readonly code: string; readonly message: string }
}

/** Whose check it is. */
export interface Around {
  readonly runId: string | undefined
}

/** A check that can be called with any JSON and refuses what it does not understand. */
export interface Check {
  readonly description: string
  /** JSON Schema of the input. */
  readonly inputSchema: Record<string, unknown>
  /** What is wrong with an input; empty where nothing is. */
  readonly issuesOf: (input: unknown) => readonly unknown[]
  /** Throws where the check could not be made; `signal` stops its requests. */
  readonly run: (input: unknown, signal: AbortSignal, around: Around) => Promise<Finding>
}

/** Checks by the name that they are called by. */
export type Checks = ReadonlyMap<string, Check>

/** A check from the schema of its input and what it does with it. */
export function defineCheck<Input>(definition: {
  readonly description: string
  readonly input: z.ZodType<Input>
  readonly run: (input: Input, signal: AbortSignal, around: Around) => Promise<Finding>
}): Check {
  const { description, input: schema, run } = definition
  return {
    description,
    inputSchema: z.toJSONSchema(schema, { io: 'input' }) as Record<string, unknown>,
    issuesOf: (input) => schema.safeParse(input).error?.issues ?? [],
    run: async (input, signal, around) => run(schema.parse(input), signal, around),
  }
}
