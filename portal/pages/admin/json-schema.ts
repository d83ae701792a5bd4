/** What of JSON Schema the API's document uses, as far as a form has to know it. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly default?: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly minItems?: number;
  readonly maxLength?: number;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
}

export type Schemas = Readonly<Record<string, JsonSchema>>;

/** What kind of field a schema asks for. */
export type FieldKind =
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'ticks'; readonly values: readonly string[] }
  | { readonly kind: 'yes-no' | 'number' | 'date' | 'instant' | 'text' | 'scalar' | 'lines' | 'json' }
  | {
      readonly kind: 'group';
      readonly properties: Readonly<Record<string, JsonSchema>>;
      readonly required: readonly string[];
    }
  | { readonly kind: 'named'; readonly value: JsonSchema }
  | { readonly kind: 'list'; readonly item: JsonSchema }
  | { readonly kind: 'tuple'; readonly items: readonly JsonSchema[] }
  | { readonly kind: 'variants'; readonly variants: readonly JsonSchema[] };

/** The schema itself, wherever it stands; `isNullable` where nothing at all may stand there too. */
export function resolved(schema: JsonSchema, schemas: Schemas): { schema: JsonSchema; isNullable: boolean } {
  const { $ref, anyOf, oneOf, allOf, type } = schema;
  if ($ref !== undefined) return resolved(schemas[$ref.split('/').at(-1) ?? ''] ?? {}, schemas);
  if (allOf?.length === 1 && allOf[0]) return resolved(allOf[0], schemas);
  if (Array.isArray(type)) {
    const [own] = (type as readonly string[]).filter((one) => one !== 'null');
    return { schema: { ...schema, ...(own === undefined ? {} : { type: own }) }, isNullable: type.includes('null') };
  }
  const variants = (anyOf ?? oneOf ?? []).filter((one) => one.type !== 'null');
  if (variants.length === 1 && variants[0]) return { ...resolved(variants[0], schemas), isNullable: true };
  return { schema, isNullable: variants.length < (anyOf ?? oneOf ?? []).length };
}

/** The field that a schema asks for; what no field can be made for is written as JSON. */
export function fieldOf(given: JsonSchema, schemas: Schemas): FieldKind {
  const { schema } = resolved(given, schemas);
  const { type, properties, required = [], additionalProperties, items, prefixItems, format } = schema;
  if (schema.enum?.every((one) => typeof one === 'string')) return { kind: 'choice', values: schema.enum };
  if (type === 'boolean') return { kind: 'yes-no' };
  if (type === 'integer' || type === 'number') return { kind: 'number' };
  if (type === 'string') return { kind: format === 'date' ? 'date' : format === 'date-time' ? 'instant' : 'text' };
  if (properties) return { kind: 'group', properties, required };
  if (typeof additionalProperties === 'object') return { kind: 'named', value: additionalProperties };
  if (prefixItems) return { kind: 'tuple', items: prefixItems };
  if (type === 'array' && items) return listOf(items, schemas);
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants?.every((one) => resolved(one, schemas).schema.properties)) return { kind: 'variants', variants };
  // A threshold is so many per cent, or a word.
  if (variants?.every((one) => ['string', 'number', 'integer', 'null'].includes(String(one.type))))
    return { kind: 'scalar' };
  return { kind: 'json' };
}

function listOf(items: JsonSchema, schemas: Schemas): FieldKind {
  const item = fieldOf(items, schemas);
  if (item.kind === 'choice') return { kind: 'ticks', values: item.values };
  if (item.kind === 'text' || item.kind === 'date') return { kind: 'lines' };
  return { kind: 'list', item: items };
}

/** What stands in a field before anybody has typed: the schema's default, or what is empty of its kind. */
export function emptyOf(given: JsonSchema, schemas: Schemas): unknown {
  if (given.default !== undefined) return given.default;
  const { schema, isNullable } = resolved(given, schemas);
  if (schema.default !== undefined) return schema.default;
  if (isNullable) return null;
  const field = fieldOf(schema, schemas);
  switch (field.kind) {
    case 'group':
      return Object.fromEntries(
        field.required.flatMap((name) => {
          const property = field.properties[name];
          return property ? [[name, emptyOf(property, schemas)]] : [];
        }),
      );
    case 'choice':
      return field.values[0];
    case 'yes-no':
      return false;
    case 'ticks':
    case 'lines':
    case 'list':
      return [];
    case 'named':
      return {};
    case 'tuple':
      return field.items.map((item) => emptyOf(item, schemas));
    case 'variants':
      return field.variants[0] ? emptyOf(field.variants[0], schemas) : {};
    default:
      return '';
  }
}

/** Which of the variants a value is of: the one that has all its fields and asks for none that it lacks, or else the nearest. */
export function variantOf(value: unknown, variants: readonly JsonSchema[], schemas: Schemas): number {
  const names = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  const known = variants.map((one) => {
    const { properties = {}, required = [] } = resolved(one, schemas).schema;
    const hasAll = names.every((name) => name in properties);
    return hasAll ? (required.every((name) => names.includes(name)) ? 2 : 1) : 0;
  });
  return Math.max(0, known.indexOf(Math.max(...known) as 0 | 1 | 2));
}
