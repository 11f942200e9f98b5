/** Where callers find a runner, or a pool of two behind a load balancer. It stays while what is behind it comes and goes. */
export interface Address {
  readonly name: string
  /** Names of the runners behind it. */
  readonly members: readonly string[]
}

/** A third of the runners are in pools of two, the others have an address of their own: 12 are 8 and 2 pools. */
export function addressesOf(runners: number): readonly Address[] {
  const names = Array.from({ length: runners }, (_, index) => `runner-${index + 1}`)
  const pools = Math.floor(runners / 6)
  const single = names.slice(0, runners - 2 * pools).map((name) => ({ name, members: [name] }))
  const pooled = names.slice(runners - 2 * pools)
  return [...single, ...Array.from({ length: pools }, (_, index) => ({ name: `pool-${index + 1}`, members: pooled.slice(2 * index, 2 * index + 2) }))]
}
