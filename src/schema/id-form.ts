/** The form of every id: lower-case letters and digits, in groups joined by single hyphens. */
export const ID_FORM = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
