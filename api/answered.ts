import { z } from 'zod';

/**
 * The schema of what another one made of its input, for answers: a field with a default is always there, a transformed one
 * has been transformed. What a schema checks between fields is not said again where one of them changes.
 */
export function answered<Schema extends z.ZodType>(schema: Schema): z.ZodType<z.output<Schema>, z.output<Schema>> {
  return withoutDefaults(schema) as z.ZodType<z.output<Schema>, z.output<Schema>>;
}

function withoutDefaults(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodDefault) return withoutDefaults(schema.def.innerType);
  if (schema instanceof z.ZodPipe)
    return withoutDefaults(schema.def.out instanceof z.ZodTransform ? schema.def.in : schema.def.out);
  if (schema instanceof z.ZodObject) {
    const shape = Object.fromEntries(
      Object.entries(schema.shape).map(([field, one]) => [field, withoutDefaults(one as z.core.$ZodType)]),
    );
    return Object.entries(schema.shape).every(([field, one]) => shape[field] === one) ? schema : z.strictObject(shape);
  }
  const [inner, rebuilt] = parts(schema);
  const changed = inner.map(withoutDefaults);
  return changed.every((one, index) => one === inner[index]) ? schema : rebuilt(changed);
}

type Rebuilt = (changed: readonly z.core.$ZodType[]) => z.core.$ZodType;

/** The schemas within a schema, and how to make one like it of others. */
function parts(schema: z.core.$ZodType): [readonly z.core.$ZodType[], Rebuilt] {
  if (schema instanceof z.ZodArray) return [[schema.element], ([element = schema.element]) => z.array(element)];
  if (schema instanceof z.ZodNullable) return [[schema.def.innerType], ([inner = schema]) => z.nullable(inner)];
  if (schema instanceof z.ZodOptional) return [[schema.def.innerType], ([inner = schema]) => z.optional(inner)];
  if (schema instanceof z.ZodUnion) return [schema.options, (options) => z.union(options)];
  if (schema instanceof z.ZodRecord) return [[schema.valueType], ([value = schema]) => z.record(schema.keyType, value)];
  return [[], () => schema];
}
