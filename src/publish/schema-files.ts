import { editionJsonSchemas, jsonSchema, twinJsonSchema } from '../schema/json-schema.ts';
import { TWIN_NAMES } from '../schema/page-twin.ts';
import { type Companion, companion, fileOf } from './companion.ts';
import { type Location, urlOf } from './urls.ts';

/** The address of the JSON Schema of one kind of JSON that the site publishes, and its version. */
export function schemaUrl(name: string, location: Location): string {
  const root = urlOf({ page: 'home' }, { ...location, edition: undefined });
  return `${root}schema/${name}-1.json`;
}

/** Every schema with its address. */
export function schemaLinks(location: Location): { label: string; url: string }[] {
  return ['run', 'edition', 'edition-facts', ...TWIN_NAMES].map((name) => ({
    label: `Schema faultline.${name}/1`,
    url: schemaUrl(name, location),
  }));
}

/** The JSON Schemas of the records of runs, of the manifests of editions and of every page's JSON. */
export function schemaFiles(location: Location): Companion[] {
  const file = (name: string, schema: () => object): Companion =>
    companion(
      fileOf(schemaUrl(name, location), location),
      () => `${JSON.stringify(schema(), null, 2)}\n`,
    );
  return [
    file('run', () => jsonSchema('run')),
    ...Object.entries(editionJsonSchemas()).map(([name, schema]) => file(name, () => schema)),
    ...TWIN_NAMES.map((name) => file(name, () => twinJsonSchema(name))),
  ];
}
