/** What the clients of the fleet are started with. */
export interface FleetClientSettings {
  /** URL of the orchestrator. */
  readonly orchestrator: string
  /** URL of the site that is checked. */
  readonly site: string
}
