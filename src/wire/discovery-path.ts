/** Where discovery lives. Version-neutral: no version moves it. */
export const DISCOVERY_PATH = '/contract'
