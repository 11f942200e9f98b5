/** The project does not look as a command expects it to; its message says where, and what to do by hand. */
export class Unfit extends Error {}
