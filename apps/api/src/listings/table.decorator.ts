import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { DomainError, tableTypes } from '#libs/contracts';
import { rawBody } from '../raw-body.js';

/** The table of a request, as it came. */
export const TableBody = createParamDecorator((_: undefined, context: ExecutionContext): Buffer => {
  const raw = rawBody(context, tableTypes);
  if (raw === null) throw new DomainError('listing.bad-table', 'Send text/csv, and say so.');
  return raw.body;
});

/** For the description of a route that takes a table. */
export const TakesTable = () =>
  applyDecorators(ApiConsumes(...Object.keys(tableTypes)), ApiBody({ schema: { type: 'string' }, required: true }));
