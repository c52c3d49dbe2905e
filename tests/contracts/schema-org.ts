/** A value as schema.org allows it for a property. */
type Expected = 'text' | 'url' | 'date' | 'interval' | readonly string[];

const THING = { '@type': 'text', name: 'text', description: 'text', url: 'url' } as const;
const WORK = {
  ...THING,
  isPartOf: ['Dataset'],
  publisher: ['Organization'],
  author: ['Organization'],
} as const;

/**
 * The properties that schema.org (version 29) gives each type that pages use, with their ranges; of those
 * ranges only what the site makes use of.
 */
const TYPES: Readonly<Record<string, Readonly<Record<string, Expected>>>> = {
  Dataset: {
    ...WORK,
    identifier: 'text',
    temporalCoverage: 'interval',
    distribution: ['DataDownload'],
    isBasedOn: 'url',
    version: 'text',
    datePublished: 'date',
  },
  DataDownload: { ...THING, encodingFormat: 'text', contentUrl: 'url' },
  ClaimReview: {
    ...WORK,
    claimReviewed: 'text',
    reviewRating: ['Rating'],
    itemReviewed: ['Claim'],
  },
  Rating: { ...THING, alternateName: 'text' },
  Claim: { ...THING, appearance: ['CreativeWork'] },
  CreativeWork: WORK,
  TechArticle: { ...WORK, headline: 'text' },
  Organization: THING,
};

const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  Dataset: ['name'],
  ClaimReview: ['url', 'claimReviewed', 'reviewRating', 'author'],
  TechArticle: ['headline', 'url'],
  DataDownload: ['contentUrl', 'encodingFormat'],
  Rating: ['alternateName'],
};

const MOMENT = String.raw`\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z)?`;
const FORMS: Readonly<Record<string, RegExp>> = {
  text: /\S/,
  url: /^https:\/\/\S+$/,
  date: /^\d{4}-\d\d-\d\d$/,
  interval: new RegExp(`^(?:${MOMENT}|(?:${MOMENT}|\\.\\.)/(?:${MOMENT}|\\.\\.))$`),
};

/** What of JSON-LD in the vocabulary of schema.org is not as it says. */
export function structuredDataFaults(data: Readonly<Record<string, unknown>>): string[] {
  const { '@context': context, ...rest } = data;
  return [
    ...(context === 'https://schema.org' ? [] : [`@context is ${String(context)}`]),
    ...faultsOf(rest, ''),
  ];
}

function faultsOf(data: Readonly<Record<string, unknown>>, at: string): string[] {
  const type = String(data['@type']);
  const known = TYPES[type];
  if (known === undefined) return [`${at} has the type ${type}`];
  const missing = (REQUIRED[type] ?? []).filter((key) => data[key] === undefined);
  return [
    ...missing.map((key) => `${at}/${key} of ${type} is missing`),
    ...Object.entries(data).flatMap(([key, value]) => {
      const expected = known[key];
      if (expected === undefined) return [`${at}/${key} is no property of ${type}`];
      return [value].flat().flatMap((one) => valueFaults(one, expected, `${at}/${key}`));
    }),
  ];
}

function valueFaults(value: unknown, expected: Expected, at: string): string[] {
  if (typeof expected === 'string') {
    return typeof value === 'string' && FORMS[expected]?.test(value) === true
      ? []
      : [`${at} is no ${expected}`];
  }
  if (typeof value !== 'object' || value === null) return [`${at} is no ${expected.join(' or ')}`];
  const type = String((value as Record<string, unknown>)['@type']);
  return [
    ...(expected.includes(type) ? [] : [`${at} is a ${type}`]),
    ...faultsOf(value as Record<string, unknown>, at),
  ];
}
