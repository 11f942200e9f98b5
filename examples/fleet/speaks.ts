/** What a server says that it speaks. */
export interface Speaks {
  readonly name: string
  readonly url: string
  /** Status of `GET /contract`. */
  readonly status: number
  /** The versions it lists there; none where it has no such path. */
  readonly versions: readonly string[]
}

/** Asks a server what it speaks, as any HTTP client can. */
export async function speaks(name: string, url: string): Promise<Speaks> {
  const response = await fetch(`${url}/contract`)
  if (!response.ok) return { name, url, status: response.status, versions: [] }
  const { versions } = (await response.json()) as { versions: readonly { version: string }[] }
  return { name, url, status: response.status, versions: versions.map(({ version }) => version) }
}
