import { z } from 'zod';

// How settings, which are all texts, are read.

export const onOff = (fallback: 'on' | 'off') =>
  z
    .enum(['on', 'off'])
    .default(fallback)
    .transform((value) => value === 'on');
export const url = (...protocols: string[]) => z.url({ protocol: new RegExp(`^(?:${protocols.join('|')})$`) });
export const list = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  );
export const networks = list.pipe(z.array(z.union([z.cidrv4(), z.cidrv6()])));
export const whole = (fallback: number, min: number, max: number) =>
  z.coerce.number().int().min(min).max(max).default(fallback);
export const prices = list.pipe(
  z
    .array(z.string().regex(/^[a-z][a-z0-9-]*=\d+(?:\.\d+)?$/, 'must be engine=price'))
    .transform((all): Partial<Record<string, number>> =>
      Object.fromEntries(all.map((one) => [one.slice(0, one.indexOf('=')), Number(one.slice(one.indexOf('=') + 1))])),
    ),
);
export const secret = z.string().optional();
export const region = z.string().optional();
export const modules = list.pipe(
  z.array(
    z
      .string()
      .regex(/^[a-z][a-z0-9-]*=.+$/, 'must be name=path')
      .transform((module) => ({ name: module.split('=', 1)[0] ?? '', path: module.slice(module.indexOf('=') + 1) })),
  ),
);
