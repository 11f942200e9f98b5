/** The headers of a registry, lower-cased as HTTP libraries give them. */
export interface HeaderNames {
  /** What this message speaks, such as `2.0.0`. */
  readonly version: string
  /** Everything that the answering side serves, such as `1.0.0, 2.0.0`. */
  readonly supported: string
}

/** `runners` speaks `Runners-Contract-Version` and `Runners-Contract-Supported`. */
export function headerNames(registry: string): HeaderNames {
  const prefix = registry.toLowerCase()
  return { version: `${prefix}-contract-version`, supported: `${prefix}-contract-supported` }
}

/** `1.0.0, 2.0.0` */
export function writeSupported(versions: readonly string[]): string {
  return versions.join(', ')
}
