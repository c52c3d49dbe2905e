/** Thrown inside a reader for a file that it cannot take, with the reason as words that complete "This is not …: ". */
export class Refused extends Error {}
