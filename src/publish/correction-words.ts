/** Said beside a run whose record is known to be wrong. */
export const CORRECTED = 'corrected by another run';
