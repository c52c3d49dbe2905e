/** The name of a parameter as it is read: `batch_size` as words, `HSA_XNACK` as it is written. */
export function paramInWords(name: string): string {
  return /[A-Z]/.test(name) ? name : name.replaceAll('_', ' ');
}
