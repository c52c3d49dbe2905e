import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { dependencyFaults, npmrcFaults, unpinned } from './dependencies/faults.ts';
import { dependencyListing } from './dependencies/listing.ts';
import { lockedPackages, type LockedPackage } from './dependencies/lock.ts';

const LISTING = 'docs/dependencies.md';

const { check = false } = new Command('dependencies')
  .description(
    `Holds the packages of package-lock.json to licences, digests and scripts that are allowed, and lists them in ${LISTING}.`,
  )
  .option('--check', 'writes nothing; fails if the list is not as it would be written')
  .addHelpText('after', '\nWhat is allowed stands in scripts/dependencies/policy.ts.')
  .parse()
  .opts<{ check?: boolean }>();

const packages = lockedPackages(readFileSync('package-lock.json', 'utf8')).map(withLicence);
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, unknown>;
const faults = [
  ...dependencyFaults(packages),
  ...npmrcFaults(readFileSync('.npmrc', 'utf8')),
  ...unpinned(manifest),
];

const listing = dependencyListing(packages);
if (!check) writeFileSync(LISTING, listing);
else if (!existsSync(LISTING) || readFileSync(LISTING, 'utf8') !== listing) {
  faults.push(`${LISTING} is not up to date: npm run dependencies`);
}

for (const fault of faults) console.log(fault);
console.log(`${packages.length} packages, ${faults.length} problems`);
if (faults.length > 0) process.exitCode = 1;

/** A package that says nothing in its manifest may have the text of its licence beside it. */
function withLicence(one: LockedPackage): LockedPackage {
  if (one.licence !== undefined || !existsSync(one.path)) return one;
  const file = readdirSync(one.path).find((name) => /^licen[cs]e(?:\.\w+)?$/i.test(name));
  const text =
    file === undefined ? '' : readFileSync(join(one.path, file), 'utf8').replaceAll(/\s+/g, ' ');
  const isMit = /Permission is hereby granted, free of charge, to any person obtaining a copy/.test(
    text,
  );
  return isMit ? { ...one, licence: 'MIT' } : one;
}
