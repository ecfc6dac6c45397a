import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { RouteCheck } from '#libs/accounts';
import { Problem } from '#libs/contracts';
import { describeOperations } from './operations.js';
import { schemaConverter } from './schema-converter.js';

const about = `The HTTP interface of Silkcast, live commerce across languages.

Every error is a problem document (RFC 9457) whose \`code\` is stable. Lists are pages: pass \`nextCursor\` as \`cursor\` to
read on. A mutation of a known caller may carry an \`Idempotency-Key\`: sent again within a day, it has one effect and gets
the first answer, with the header \`idempotent-replayed\`. Amounts are integers in minor units of their currency.`;

/** OpenAPI 3.1, made of the controllers and of the schemas that check their requests. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Silkcast')
    .setDescription(about)
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An access token, or an API key (`sk_…`)' }, 'bearer')
    .build();
  const document = SwaggerModule.createDocument(app, base, {
    standardSchemaConverter: schemaConverter,
    operationIdFactory: (controller, method) => `${camelCase(controller.replace(/Controller$/, ''))}.${method}`,
  });
  const problem = schemaConverter(Problem, { schemaType: 'output' });
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...problem?.components },
    responses: {
      Problem: {
        description: 'What went wrong, by a stable `code`',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
    parameters: {
      IdempotencyKey: {
        in: 'header',
        name: 'Idempotency-Key',
        description: 'Makes a request that is sent again one request',
        schema: { type: 'string', minLength: 8, maxLength: 128 },
      },
    },
  };
  describeOperations(document, app.get(RouteCheck).routes());
  return document;
}

const camelCase = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
