// Holds api-spec/asyncapi.yaml against the JSON schema of its version of AsyncAPI, and its references against what it has.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv from 'ajv';
import yaml from 'js-yaml';

const require = createRequire(import.meta.url);
const document = yaml.load(readFileSync(process.argv[2], 'utf8'));
const schema = require(`@asyncapi/specs/schemas/${document.asyncapi}.json`);

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, meta: false, validateSchema: false });
const validate = ajv.compile(schema);
const problems = validate(document) ? [] : validate.errors.map((error) => `${error.instancePath || '/'}: ${error.message}`);

const has = (reference) =>
  reference.startsWith('#/') &&
  reference.slice(2).split('/').reduce((node, name) => node?.[name.replaceAll('~1', '/').replaceAll('~0', '~')], document) !== undefined;
const look = (node, path) => {
  if (node === null || typeof node !== 'object') return;
  if (typeof node.$ref === 'string' && !has(node.$ref)) problems.push(`${path}: there is no ${node.$ref}`);
  Object.entries(node).forEach(([name, child]) => look(child, `${path}/${name}`));
};
look(document, '');

problems.forEach((problem) => console.error(problem));
process.exit(problems.length === 0 ? 0 : 1);
