import { allOperations } from '../../api/operations';
import { openApiDocument } from '../../api/openapi';
import type { JsonSchema, Schemas } from '../../portal/pages/admin/json-schema';
import { emptyOf, fieldOf, resolved, variantOf } from '../../portal/pages/admin/json-schema';
import { sectionsOf } from '../../portal/pages/admin/form-sections';
import { registerNames, registers } from '../../portal/pages/admin/registers';
import { registerFieldWords } from '../../portal/wording/admin-fields';

const none = undefined as never;
const document = openApiDocument(
  allOperations({
    ...{ tickets: none, fanOuts: none, imports: none, rollouts: none, upgrades: none, maintenances: none },
    now: () => 0,
  }),
  'http://localhost',
) as unknown as {
  readonly paths: Record<string, Record<string, { operationId?: string; requestBody?: { content: unknown } }>>;
  readonly components: { readonly schemas: Schemas };
};
const { schemas } = document.components;

function bodyOf(id: string): JsonSchema {
  const found = Object.values(document.paths)
    .flatMap((methods) => Object.values(methods))
    .find(({ operationId }) => operationId === id);
  const content = found?.requestBody?.content as Record<string, { schema: JsonSchema }> | undefined;
  return content?.['application/json']?.schema ?? {};
}

/** All fields of a schema, however deep, with their kinds. */
function kinds(schema: JsonSchema, path: string): [string, string][] {
  const field = fieldOf(schema, schemas);
  switch (field.kind) {
    case 'group':
      return Object.entries(field.properties).flatMap(([name, one]) => kinds(one, `${path}.${name}`));
    case 'named':
      return kinds(field.value, `${path}.*`);
    case 'list':
      return kinds(field.item, `${path}[]`);
    case 'variants':
      return field.variants.flatMap((one, index) => kinds(one, `${path}|${index}`));
    default:
      return [[path, field.kind]];
  }
}

describe('the form of a register', () => {
  test.each(registerNames)('of %s has a field for all that its operation takes', (name) => {
    const all = kinds(bodyOf(registers[name].ids.create), '');
    expect(all.length).toBeGreaterThan(2);
    const json = all.filter(([, kind]) => kind === 'json').map(([path]) => path);
    // Rarely used nested ones alone are written as JSON.
    for (const path of json) expect(path).toMatch(/^\.(escalation|maintenance|hours)/);
    for (const field of [...registers[name].key, ...registers[name].columns])
      for (const language of ['fr', 'en'] as const) expect(registerFieldWords[language]).toHaveProperty(field);
  });

  test('begins with what the schema says unless told', () => {
    const contract = resolved(bodyOf('createContract'), schemas).schema;
    expect(emptyOf(contract.properties?.['languages'] ?? {}, schemas)).toEqual(['fr', 'en']);
    expect(emptyOf(contract.properties?.['closeAfter'] ?? {}, schemas)).toBeNull();
    expect(emptyOf(contract.properties?.['contacts'] ?? {}, schemas)).toEqual({ client: [], support: [], manager: [] });
  });

  test('knows hours of their own from those that extend others', () => {
    const hours = fieldOf(resolved(bodyOf('createContract'), schemas).schema.properties?.['hours'] ?? {}, schemas);
    const variants = hours.kind === 'named' ? fieldOf(hours.value, schemas) : hours;
    if (variants.kind !== 'variants') throw new Error(variants.kind);
    const own = variantOf({ zone: 'Europe/Paris', week: {} }, variants.variants, schemas);
    const extension = variantOf({ extends: 'office' }, variants.variants, schemas);
    expect(own).not.toBe(extension);
  });
});

test('each field of a contract has its place in a section of the form', () => {
  const fields = Object.keys(resolved(bodyOf('createContract'), schemas).schema.properties ?? {});
  const sections = sectionsOf(fields);
  expect(sections.flatMap(({ fields: own }) => own).sort()).toEqual([...fields].sort());
  expect(sections.map(({ name }) => name)).not.toContain('other');
  expect(sectionsOf([...fields, 'newer']).at(-1)).toEqual({ name: 'other', fields: ['newer'] });
});
