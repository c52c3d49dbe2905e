import { z } from 'zod';
import { ID_FORM } from './id-form.ts';

/** Every kind of thing in `content/` that another file may name by its id. */
export type Kind =
  | 'run'
  | 'layer'
  | 'memory-type'
  | 'gpu'
  | 'setting'
  | 'signature'
  | 'probe'
  | 'finding'
  | 'option'
  | 'experiment'
  | 'source'
  | 'note'
  | 'prose'
  | 'decision'
  | 'retirement';

/** Marks the string schemas whose value must be the id of an existing thing of that kind. */
export const references = z.registry<{ kind: Kind }>();

const idString = () =>
  z
    .string()
    .max(100)
    .regex(ID_FORM, 'lower-case letters and digits, in groups joined by single hyphens');

/** An id: the file's name without its ending; permanent once published. */
export const id = idString().describe(
  'Permanent id: lower-case letters, digits and single hyphens; equal to the file name without its ending.',
);

/** An id that is unique only inside its own file: a result, a piece of evidence, a decision step. */
export const localId = idString().describe(
  'Id within this file: lower-case letters, digits and single hyphens. It becomes an anchor, so it is permanent.',
);

/** Ids under which the same thing was published before; their addresses lead here. */
export const oldIds = z
  .array(idString())
  .default([])
  .describe('Ids under which this was published before; their addresses lead here for ever.');

/** The id of a thing that must exist in the library. */
export const ref = (kind: Kind) => {
  const schema = idString().describe(`Id of a ${kind}.`);
  references.add(schema, { kind });
  return schema;
};
