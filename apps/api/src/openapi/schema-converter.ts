import type { StandardSchemaConverter } from '@nestjs/swagger';
import { z } from 'zod';

/**
 * How a zod schema reads as JSON Schema 2020-12, which is what OpenAPI 3.1 takes. A schema with an id becomes a
 * component that others refer to. Everything is described as it is sent over the wire, before a transformation: what a
 * schema makes of it inside the house is nobody's business.
 */
export const schemaConverter: StandardSchemaConverter = (schema) => {
  if (!(schema instanceof z.ZodType)) return undefined;
  const { $defs, $schema: _dialect, ...own } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const id = schema.meta()?.id;
  if (id === undefined) return { schema: own, components: $defs ?? {} };
  return { schema: { $ref: `#/components/schemas/${id}` }, components: { [id]: own, ...$defs } };
};
